"""Two imports confirmed at the same moment, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.curation.task_import.files import json_file, new_row
from tests.factories import task
from tracker.catalogue.models import Task
from tracker.curation.task_import.plan import KINDS, OutdatedPlanError, carry_out, plan_import
from tracker.shared.sheets import tables

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]
TASKS = KINDS["tasks"]


def at_once(*files):
    """Confirm them together, as they were looked at; returns which of them were outdated."""
    sheets = [tables.read("x.json", file) for file in files]
    digests = [plan_import(TASKS, sheet).digest for sheet in sheets]
    gate = Barrier(len(files))

    def run(number):
        try:
            gate.wait(10)
            carry_out(TASKS, sheets[number], digests[number])
        except OutdatedPlanError:
            return True
        finally:
            connection.close()
        return False

    with ThreadPoolExecutor(len(files)) as pool:
        return list(pool.map(run, range(len(files))))


def test_the_same_new_tasks_are_added_once():
    file = json_file(*[new_row(f"task-{number}", successor="task-7") for number in range(8)])
    assert sum(at_once(*[file] * 4)) == 3
    assert Task.objects.filter(successor__slug="task-7").count() == 8
    assert task("task-3").history.filter(history_type="+").count() == 1


def test_the_same_tasks_are_changed_by_one_of_them_in_whole():
    slugs = ["review-a-spec", "ask-about-personas"]
    files = [
        json_file(*[{"slug": slug, "credit": f"{number}"} for slug in slugs])
        for number in range(1, 5)
    ]
    assert sum(at_once(*files)) == 3
    assert len({task(slug).credit for slug in slugs}) == 1
