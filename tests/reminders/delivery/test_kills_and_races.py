"""The real manage.py, killed at every point and started twice, against a real mail server."""

import asyncio
import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import timedelta
from threading import Event
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone

from pmcareer.settings import BASE_DIR
from tests.factories import make_user
from tests.reminders.choices import remind
from tests.reminders.delivery.post import Office, open_office
from tracker.reminders.models import Reminder

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_time]
NUMBER = 8
EVERYBODY = [f"u{number}@example.org" for number in range(NUMBER)]


@pytest.fixture
def office():
    office = Office()
    with open_office(office) as port:
        office.port = port
        yield office


@pytest.fixture
def everybody(db):
    """All of them are due since a minute, on the clock of the other process too."""
    for address in EVERYBODY:
        remind(make_user(address.partition("@")[0]), "log", 0, 0)
    Reminder.objects.update(next_due_at=timezone.now() - timedelta(minutes=1))


def database_url() -> str:
    where = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{where['NAME']}"
    host = f"{where['HOST']}:{where['PORT']}" if where["PORT"] else where["HOST"]
    sockets = (where.get("OPTIONS") or {}).get("host") or host
    account = f"{where['USER']}:{quote(where['PASSWORD'])}" if where["PASSWORD"] else where["USER"]
    if sockets.startswith("/"):
        return f"postgres://{account}@/{where['NAME']}?host={sockets}"
    return f"postgres://{account}@{sockets}/{where['NAME']}"


def start(office: Office) -> "subprocess.Popen[str]":
    kept = ("PATH", "HOME", "LANG", "DATA_DIR", "SECRET_KEY")
    env = {name: value for name, value in os.environ.items() if name in kept}
    env |= {name: value for name, value in os.environ.items() if name.startswith("COVERAGE")}
    env |= {
        "DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{office.port}",
        "PYTHONWARNINGS": "ignore",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "send_due_mail"],
        cwd=BASE_DIR,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: "subprocess.Popen[str]") -> str:
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return output.splitlines()[-1]  # above it, where a run takes long, stands how far it is


def killing(victim: "subprocess.Popen[str]", step: str, number: int, with_signal=signal.SIGKILL):
    """A rule that ends `victim` when it comes to its mail of that number."""
    reached = Counter()

    async def rule(office, server, recipient):
        reached[step] += 1
        if reached[step] == number:
            victim.send_signal(with_signal)
            if with_signal == signal.SIGKILL:
                victim.wait(20)

    return rule


@pytest.mark.parametrize("number", [1, 4, NUMBER])
def test_killed_between_two_mails_and_run_again_everybody_has_one(everybody, office, number):
    killed = start(office)
    office.at_recipient = killing(killed, "recipient", number)
    killed.communicate(timeout=120)
    assert killed.returncode == -signal.SIGKILL
    assert len(office.kept) == number - 1
    office.at_recipient = None
    again = finish(start(office))
    assert again.startswith(f"{NUMBER - number + 1} sent")
    assert office.addresses == EVERYBODY


def test_killed_while_the_server_had_one_in_hand_it_comes_again_with_the_same_id(everybody, office):
    """What no sender can know: whether the server kept the mail that it never answered for.

    Sent again rather than lost, and with the same Message-ID, so that the other side can tell.
    """
    killed = start(office)
    office.at_data = killing(killed, "data", 4)  # and this server does keep it
    killed.communicate(timeout=120)
    office.at_data = None
    assert finish(start(office)).startswith(f"{NUMBER - 4} sent")  # it rests for a while
    Reminder.objects.filter(unanswered=1).update(retry_at=timezone.now())
    assert finish(start(office)).startswith("1 sent")
    assert set(office.addresses) == set(EVERYBODY)
    assert len(office.kept) == NUMBER + 1
    assert len({message["Message-ID"] for message in office.kept}) == NUMBER


def test_told_to_stop_it_finishes_the_mail_in_hand(everybody, office):
    told = start(office)
    office.at_data = killing(told, "data", 3, signal.SIGTERM)
    assert finish(told).startswith("3 sent")
    office.at_data = None
    assert finish(start(office)).startswith(f"{NUMBER - 3} sent")
    assert office.addresses == EVERYBODY


def test_killed_again_and_again_it_gets_there(everybody, office):
    for number in range(1, 4):
        killed = start(office)
        office.at_recipient = killing(killed, "recipient", 2)
        killed.communicate(timeout=120)
        assert len(office.kept) == number
    office.at_recipient = None
    finish(start(office))
    assert office.addresses == EVERYBODY


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no row locks: one at a time")
def test_two_at_once_share_the_work(everybody, office):
    """Neither goes on before both have a mail in hand."""
    both = asyncio.Event()

    async def meet(office, server, recipient):
        if len(office.connections) == 2:
            both.set()
        await both.wait()

    office.at_recipient = meet
    told = [finish(process) for process in [start(office), start(office)]]
    assert office.addresses == EVERYBODY
    sent = [int(line.partition(" ")[0]) for line in told]
    assert sum(sent) == NUMBER
    assert min(sent) >= 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL shares the work")
def test_a_second_one_leaves_the_work_to_the_first(everybody, office):
    begun, released = Event(), asyncio.Event()
    loop = []

    async def wait(office, server, recipient):
        loop.append(asyncio.get_running_loop())
        begun.set()
        await released.wait()

    office.at_recipient = wait
    first = start(office)
    assert begun.wait(60)
    assert finish(start(office)).startswith("Another run is sending.")
    loop[0].call_soon_threadsafe(released.set)
    assert finish(first).startswith(f"{NUMBER} sent")
    assert office.addresses == EVERYBODY


def test_a_server_that_is_not_there_is_exit_code_one_and_a_sentence(everybody, office):
    from tests.reminders.delivery.post import free_port

    office.port = free_port()
    process = start(office)
    errors = process.communicate(timeout=120)[1]
    assert process.returncode == 1
    assert len(errors.strip().splitlines()) == 1
    assert "the rest waits for the next run" in errors
