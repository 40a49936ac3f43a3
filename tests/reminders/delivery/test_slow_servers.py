"""Mail servers that take their time over a text, or never say what became of it."""

import socket
import threading
from contextlib import closing, suppress
from datetime import timedelta

import pytest
from django.core.management import CommandError
from django.utils import timezone

from tests.reminders.choices import FRIDAY, THURSDAY, remind, utc
from tests.reminders.delivery.conftest import NAMES, of, send
from tests.reminders.delivery.post import hang, keeping_after
from tracker.reminders.delivery.locks import Claim
from tracker.reminders.delivery.run import FIRST_WAIT, LONGEST_WAIT, MOST_UNANSWERED, wait_after
from tracker.reminders.models import Reminder

EVERYBODY = [f"{name}@example.org" for name in NAMES]
SLOW = "u2@example.org"
OTHERS = [address for address in EVERYBODY if address != SLOW]
DUE = utc("2026-11-19T16:00")


def for_one(address: str, rule):
    """Follow a rule for the mails to one address alone."""

    async def chosen(office, server, recipient):
        return await rule(office, server, recipient) if recipient == address else None

    return chosen


async def drop(office, server, recipient):
    """Keep the mail, and end the connection instead of saying so."""
    office.keep(server.envelope)
    server.transport.abort()
    return "250 never heard"


async def keep_and_hang(office, server, recipient):
    office.keep(server.envelope)
    return await hang()


def test_an_answer_that_comes_after_every_other_limit_is_waited_for(six, office, settings):
    settings.EMAIL_TIMEOUT, settings.EMAIL_DEADLINE = 0.4, 0.5
    office.at_data = keeping_after(0.8, SLOW, "u4@example.org")
    assert send().startswith("6 sent")
    assert office.addresses == EVERYBODY
    assert send().startswith("0 sent")
    assert office.texts == 6


@pytest.mark.parametrize("rule", [drop, keep_and_hang])
def test_a_text_without_an_answer_is_not_sent_again_in_this_run_or_the_next(
    six, office, settings, rule
):
    settings.EMAIL_PATIENCE = 0.5
    office.at_data = for_one(SLOW, rule)
    assert send().startswith("5 sent, 1 without an answer")
    assert send().startswith("0 sent")
    assert office.addresses == EVERYBODY
    assert of(SLOW).next_due_at == DUE
    assert of(SLOW).last_sent_for is None


def test_it_comes_once_more_under_the_same_name_and_is_then_taken_as_sent(six, office, clock):
    office.at_data = for_one(SLOW, drop)
    send()
    for _run in range(20):
        clock.shift(timedelta(hours=3))
        send()
    twice = [message["Message-ID"] for message in office.kept if message["To"] == SLOW]
    assert len(twice) == MOST_UNANSWERED
    assert len(set(twice)) == 1
    reminder = of(SLOW)
    assert reminder.next_due_at > timezone.now()
    assert (reminder.failed_tries, reminder.unanswered, reminder.retry_at) == (0, 0, None)


def test_once_it_is_answered_after_all_it_has_been_sent(six, office, clock):
    office.at_data = for_one(SLOW, drop)
    send()
    office.at_data = None
    clock.shift(FIRST_WAIT)
    assert send().startswith("1 sent")
    assert of(SLOW).last_sent_for.isoformat() == "2026-11-19"


def test_who_chooses_a_later_hour_meanwhile_gets_no_second_one_that_day(six, office, clock):
    office.at_data = for_one(SLOW, drop)
    send()
    assert remind(of(SLOW).owner, "log", THURSDAY, 18).next_due_at == utc("2026-11-26T18:00")
    assert remind(of(SLOW).owner, "log", FRIDAY, 9).next_due_at == utc("2026-11-20T09:00")
    assert of(SLOW).failed_tries == 0


def test_what_failed_rests_longer_each_time_but_never_for_more_than_half_a_day():
    waits = [wait_after(tries) for tries in range(1, 40)]
    assert waits[0] == FIRST_WAIT
    assert waits[1] == 3 * FIRST_WAIT
    assert waits[-1] == LONGEST_WAIT
    assert waits == sorted(waits)


def test_a_run_may_wait_for_ten_minutes_and_another_begins_nothing_of_it_again(settings):
    assert settings.EMAIL_PATIENCE == 600
    assert timedelta(seconds=settings.EMAIL_PATIENCE + settings.EMAIL_DEADLINE) < FIRST_WAIT


def test_what_failed_before_waits_until_everybody_else_has_had_theirs(six, office, clock):
    order = []

    async def listed(office, server, recipient):
        order.append(recipient)
        return "450 4.2.0 later" if recipient == "u0@example.org" else None

    office.at_recipient = listed
    Reminder.objects.exclude(owner__email="u0@example.org").update(
        next_due_at=DUE + timedelta(minutes=10)
    )
    send()
    assert order == ["u0@example.org"]
    clock.shift(FIRST_WAIT)
    assert send().startswith("5 sent, 1 put off")
    assert order[1:] == [*EVERYBODY[1:], "u0@example.org"]


def test_no_transaction_is_open_while_a_text_waits_for_its_answer(six, office, monkeypatch):
    """Saving one's reminders must not wait for somebody else's mail server."""
    released, at_text = [], []
    let_go = Claim.let_go
    monkeypatch.setattr(Claim, "let_go", lambda claim: (let_go(claim), released.append(claim)))

    async def count(office, server, recipient):
        at_text.append(len(released))

    office.at_data = count
    send()
    assert at_text == [1, 2, 3, 4, 5, 6]


@pytest.fixture
def trickle(settings):
    """A server that greets with a byte now and then, and never gets to the end of a line."""
    ended = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while not ended.is_set():
                client = listener.accept()[0]
                with closing(client), suppress(OSError):
                    while not ended.wait(0.05):
                        client.sendall(b"2")

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    settings.MAIL_WORKS = True
    settings.EMAIL_BACKEND = "tracker.shared.mail.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = listener.getsockname()
    settings.EMAIL_TIMEOUT = 0.3
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield
    ended.set()
    listener.close()
    thread.join(30)


def test_a_server_that_says_a_byte_now_and_then_ends_the_run(six, trickle):
    with pytest.raises(CommandError, match=r"no answer in time|timed out"):
        send()
    assert Reminder.objects.filter(next_due_at=DUE, failed_tries=0).count() == 6
