"""The shipped tasks are whole, and sized as the points rules say."""

from collections import Counter

import pytest

from tracker.catalogue import release_content
from tracker.catalogue.models import Task

TASKS = [
    (record.level, record.area, {"slug": record.slug, **record.values})
    for record in release_content.catalogue()
]


def test_there_are_47_and_15_and_10_tasks_each_level_with_a_think_twice():
    assert Counter(level for level, _, _ in TASKS) == {1: 47, 2: 15, 3: 10}
    think_twice = [level for level, area, _ in TASKS if area == "think-twice"]
    assert think_twice == [1, 2, 3]


@pytest.mark.parametrize(("level", "area", "record"), TASKS, ids=[c["slug"] for _, _, c in TASKS])
def test_a_task_is_complete(level, area, record):
    assert 3 <= len(record["how_to"].splitlines()) <= 6
    for part in ("title", "summary", "why", "evidence", "mistake"):
        assert len(record[part]) > 10, part
    assert len(record["title"]) <= 120
    assert len(record["summary"]) <= 300
    assert record["effort"] in Task.Effort.values
    assert record["cadence"] in Task.Cadence.values
    assert (record["own_points"] == 0) is (area == "think-twice")
    assert area in {row["slug"] for row in release_content.frame()["area"]}


def test_slugs_and_titles_are_unique():
    assert len({record["slug"] for _, _, record in TASKS}) == 72
    assert len({record["title"].casefold() for _, _, record in TASKS}) == 72


def test_the_starter_tasks_are_shipped():
    from tracker.progress.suggestions import STARTERS

    slugs = {record["slug"] for _, _, record in TASKS}
    assert {slug for path in STARTERS.values() for slug in path} <= slugs
