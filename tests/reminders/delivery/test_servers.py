"""Mail servers as they are: they refuse, close, stall and die. Real SMTP on loopback."""

import re

import pytest
from django.core.management import CommandError

from tests.reminders.choices import utc
from tests.reminders.delivery.conftest import NAMES, of, send
from tests.reminders.delivery.post import free_port
from tracker.reminders.delivery import smtp
from tracker.reminders.delivery.run import FIRST_WAIT
from tracker.reminders.models import Reminder

EVERYBODY = [f"{name}@example.org" for name in NAMES]
BAD = "u2@example.org"
OTHERS = [address for address in EVERYBODY if address != BAD]
DUE, IN_A_WEEK = utc("2026-11-19T16:00"), utc("2026-11-26T16:00")


def answering(address: str, answer: str):
    async def rule(office, server, recipient):
        return answer if recipient == address else None

    return rule


def test_everybody_gets_theirs_over_one_connection(six, office):
    assert send().startswith("6 sent")
    assert office.addresses == EVERYBODY
    assert len(office.connections) == 1
    message = office.kept[0]
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert message["Auto-Submitted"] == "auto-generated"
    assert re.fullmatch(
        r"<http://127.0.0.1:8000/unsubscribe/\S+/>", message["List-Unsubscribe"].strip()
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert len({message["Message-ID"] for message in office.kept}) == 6


def test_a_connection_serves_so_many_mails_and_then_a_new_one_does(six, office, monkeypatch):
    monkeypatch.setattr(smtp, "MOST_PER_CONNECTION", 2)
    send()
    assert office.addresses == EVERYBODY
    assert len(office.connections) == 3


def test_a_refused_address_is_noted_and_the_others_get_theirs(six, office):
    office.at_recipient = answering(BAD, "550 5.1.1 no such mailbox")
    assert send().startswith("5 sent, 1 refused by the server")
    assert office.addresses == OTHERS
    assert of(BAD).next_due_at == IN_A_WEEK
    assert str(of(BAD).refused_on) == "2026-11-19"
    assert send().startswith("0 sent")


def test_its_owner_reads_that_on_the_page_until_a_mail_gets_through(six, office, clock):
    from tests.conftest import sign_in

    office.at_recipient = answering(BAD, "550 5.1.1 no such mailbox")
    send()
    client = sign_in(of(BAD).owner)
    assert (
        "On 19 Nov 2026 the mail could not be delivered" in client.get("/settings/reminders/").text
    )
    office.at_recipient = None
    clock.move_to("2026-11-26T16:01:00+00:00")
    send()
    assert "could not be delivered" not in client.get("/settings/reminders/").text


def test_a_mail_that_the_server_takes_later_is_sent_by_a_later_run(six, office, clock):
    office.at_recipient = answering(BAD, "450 4.2.0 greylisted")
    assert send().startswith("5 sent, 1 put off")
    assert of(BAD).next_due_at == DUE
    office.at_recipient = None
    assert send().startswith("0 sent")
    clock.shift(FIRST_WAIT)
    assert send().startswith("1 sent")
    assert office.addresses == EVERYBODY
    assert send().startswith("0 sent")


@pytest.mark.parametrize(
    ("answer", "told"), [("554 5.7.1 looks like spam", "refused"), ("452 disk full", "put off")]
)
def test_an_answer_to_the_text_counts_as_one_to_the_address(six, office, answer, told):
    office.at_data = answering(BAD, answer)
    assert f"5 sent, 1 {told}" in send()
    assert office.addresses == OTHERS


def closing_once():
    closed = []

    async def rule(office, server, recipient):
        if recipient == BAD and not closed:
            closed.append(recipient)
            server.transport.abort()
            return "421 gone"
        return None

    return rule


def test_a_server_that_closes_in_mid_run_is_called_again(six, office):
    office.at_recipient = closing_once()
    assert send().startswith("6 sent")
    assert office.addresses == EVERYBODY
    assert len(office.connections) == 2


@pytest.mark.parametrize("step", ["at_recipient", "at_data"])
def test_a_mail_at_which_it_always_closes_does_not_keep_the_others(six, office, step):
    setattr(office, step, answering(BAD, "421 4.3.2 closing"))
    assert send().startswith("5 sent, 1 put off")
    assert office.addresses == OTHERS
    assert of(BAD).next_due_at == DUE


def test_no_server_ends_the_run_with_a_sentence_and_loses_nothing(six, settings, office):
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    with pytest.raises(CommandError, match=r"cannot be used: .*refused\. 0 sent; the rest waits"):
        send()
    settings.EMAIL_PORT = port
    assert send().startswith("6 sent")
    assert office.addresses == EVERYBODY


def test_a_server_that_dies_in_mid_run_ends_it_and_the_rest_follows(six, office, clock):
    async def dies(office, server, recipient):
        return "421 4.3.2 shutting down" if len(office.kept) >= 2 else None

    office.at_recipient = dies
    with pytest.raises(CommandError, match=r"breaks off every connection\. 2 sent, 2 put off; the"):
        send()
    office.at_recipient = None
    assert send().startswith("2 sent")
    clock.shift(FIRST_WAIT)
    assert send().startswith("2 sent")
    assert office.addresses == EVERYBODY


def test_a_server_that_takes_nothing_from_us_ends_the_run(six, office, settings, monkeypatch):
    async def no_sender(self, *arguments):
        return "550 5.7.1 not from there"

    monkeypatch.setattr(type(office), "handle_MAIL", no_sender, raising=False)
    with pytest.raises(CommandError, match="takes no mail from pmcareer@localhost: 550"):
        send()
    assert Reminder.objects.filter(next_due_at=DUE).count() == 6


def test_a_server_that_refuses_one_after_the_other_ends_the_run(six, office, monkeypatch):
    monkeypatch.setattr(smtp, "MOST_REFUSALS_IN_A_ROW", 3)

    async def relay_denied(office, server, recipient):
        return "550 relay denied"

    office.at_recipient = relay_denied
    with pytest.raises(CommandError, match=r"refused 3 mails one after the other\. 2 refused"):
        send()
    assert Reminder.objects.filter(next_due_at=DUE).count() == 4


@pytest.mark.parametrize("address", ["u2@exa mple.org", "u2@" + "ä" * 70 + ".org"])
def test_an_address_that_no_mail_can_reach_is_noted_and_passed(six, office, address):
    from tracker.accounts.models import User

    User.objects.filter(email=BAD).update(email=address)
    assert send().startswith("5 sent, 1 refused")
    assert office.addresses == OTHERS
