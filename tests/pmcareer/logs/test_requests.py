"""The access log and the figures: off unless asked for, and for nobody else."""

import json
import logging
import os
import subprocess
import sys
import time

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from pmcareer.logs.formats import JsonFormatter
from tests.conftest import sign_in
from tracker.reminders.models import Reminder, ReminderKind

TOKEN = "a-token-of-some-length"


@pytest.fixture
def figures(settings, monkeypatch, tmp_path):
    """A site with METRICS_TOKEN, whose figures stand in a folder of the test's own."""
    settings.METRICS_TOKEN = TOKEN
    settings.DATA_DIR = tmp_path
    return lambda: Client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text


def value_of(text, name, otherwise=None):
    lines = [line for line in text.splitlines() if line.startswith(f"{name} ")]
    return float(lines[0].split()[-1]) if lines else otherwise


JOURNAL = 'pmcareer_requests_total{status="2xx",view="journal"}'
COUNTED = [
    JOURNAL,
    'pmcareer_requests_total{status="4xx",view="none"}',
    'pmcareer_request_seconds_count{view="journal"}',
]


def counted(text):
    """What this test's process has counted so far, earlier tests included."""
    return [value_of(text, name, 0) for name in COUNTED]


def test_each_request_is_a_line_where_that_is_wanted(alice, caplog):
    alices = sign_in(alice)
    with caplog.at_level(logging.INFO, "pmcareer.access"):
        alices.get("/journal/?q=my+own+words")
    made = [line for line in caplog.records if line.name == "pmcareer.access"]
    said = json.loads(JsonFormatter().format(made[-1]))
    assert (said["message"], said["status"], said["view"]) == ("GET /journal/", 200, "journal")
    assert (said["user_id"], said["ms"] >= 0) == (alice.pk, True)
    assert "own" not in JsonFormatter().format(made[-1])


def test_no_line_without(alice, caplog):
    with caplog.at_level(logging.WARNING, "pmcareer.access"):
        sign_in(alice).get("/journal/")
    assert [line for line in caplog.records if line.name == "pmcareer.access"] == []


def test_without_a_token_there_are_no_figures(client, db):
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("word", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", "Bearer é"])
def test_without_the_right_token_nobody_sees_them(client, db, settings, word):
    settings.METRICS_TOKEN = TOKEN
    answer = client.get("/metrics", headers={"Authorization": word})
    assert (answer.status_code, answer.content) == (401, b"")


def test_requests_are_counted_by_view_and_class(figures, alice):
    before = counted(figures())
    alices = sign_in(alice)
    for _ in range(3):
        alices.get("/journal/")
    alices.get("/no/such/page/")
    text = figures()
    gained = [now - then for now, then in zip(counted(text), before, strict=True)]
    assert gained == [3, 1, 3]
    assert value_of(text, f'pmcareer_worker_memory_bytes{{pid="{os.getpid()}"}}') > 1_000_000


def test_the_mail_that_waits_and_the_last_backup_are_told(figures, alice, settings):
    due = timezone.now() - timezone.timedelta(minutes=5)
    values = {"kind": ReminderKind.PLAN, "weekday": 0, "hour": 9, "is_on": True, "by_mail": True}
    Reminder.objects.create(owner=alice, next_due_at=due, **values)
    assert value_of(figures(), "pmcareer_backup_age_seconds") is None
    (settings.DATA_DIR / "last_backup").touch()
    os.utime(settings.DATA_DIR / "last_backup", (time.time() - 60,) * 2)
    text = figures()
    assert value_of(text, "pmcareer_mail_queue") == 1
    assert value_of(text, "pmcareer_mail_oldest_seconds") == 300
    assert round(value_of(text, "pmcareer_backup_age_seconds")) == 60
    assert value_of(text, "pmcareer_database_up") == 1


def test_a_database_that_is_away_is_a_figure_too(figures, db, monkeypatch):
    def away(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(Reminder.objects, "filter", away)
    assert value_of(figures(), "pmcareer_database_up") == 0


def test_the_figures_of_several_workers_are_added_up(figures, db):
    from pmcareer.logs import metrics

    code = (
        "import django; django.setup()\n"
        "from pmcareer.logs import metrics\n"
        "metrics.count_request('journal', 200, 0.02)"
    )
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "pmcareer.settings"}
    env["DATA_DIR"] = str(metrics.FOLDER.parent)
    before = value_of(figures(), JOURNAL, 0)
    for _ in range(2):
        subprocess.run([sys.executable, "-c", code], env=env, check=True, timeout=60)
    text = figures()
    assert value_of(text, JOURNAL) == before + 2
    ended = [line for line in text.splitlines() if line.startswith("pmcareer_worker_memory")]
    assert all(f'pid="{os.getpid()}"' in line for line in ended)
