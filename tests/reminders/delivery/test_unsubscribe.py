"""One click ends a mail, for whoever holds the mail and for nothing else."""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.signing import TimestampSigner
from django.test import Client

from tests.conftest import sign_in
from tests.factories import log
from tests.reminders.choices import MONDAY, THURSDAY, remind
from tracker.reminders.models import Reminder

pytestmark = pytest.mark.usefixtures("mail_works")


@pytest.fixture
def visitor():
    """As a mail program comes: no cookie, and CSRF is looked at."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def link(alice, clock):
    """The path of the link in Alice's log reminder; she has a digest and a plan too."""
    remind(alice, "digest", MONDAY, 7)
    remind(alice, "plan", MONDAY, 8)
    remind(alice, "log", THURSDAY, 16)
    clock.move_to("2026-11-19T16:01:00+00:00")
    call_command("send_due_mail", verbosity=0)
    header = mail.outbox[-1].extra_headers["List-Unsubscribe"]
    return re.fullmatch(r"<http://127\.0\.0\.1:8000(/unsubscribe/[\w:=-]+/)>", header)[1]


def mailed() -> set[str]:
    rows = Reminder.objects.filter(by_mail=True, next_due_at__isnull=False)
    return set(rows.values_list("kind", flat=True))


def test_a_mail_program_unsubscribes_with_one_post(visitor, link):
    assert mail.outbox[-1].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    answer = visitor.post(link, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert mailed() == {"plan", "digest"}
    assert Reminder.objects.get(kind="log").is_on, "in the app it stays"


def test_twice_is_once(visitor, link):
    for _time in range(2):
        assert visitor.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert mailed() == {"plan", "digest"}


def test_looking_at_it_changes_nothing(visitor, link):
    """Scanners of mail follow every link."""
    shown = visitor.get(link).text
    visitor.head(link)
    assert "No more of these mails?" in shown
    assert "You get “Log what you did” by mail" in shown
    assert mailed() == {"plan", "log", "digest"}


def test_everything_can_be_ended_at_once(visitor, link):
    assert "Done" in visitor.post(link, {"all": "1"}).text
    assert mailed() == set()
    assert not Reminder.objects.get(kind="digest").is_on


def test_a_digest_that_is_unsubscribed_is_off(alice, visitor, clock):
    remind(alice, "digest", MONDAY, 7)
    log(alice, "Briefing")
    clock.move_to("2026-11-23T07:00:00+00:00")
    call_command("send_due_mail", verbosity=0)
    path = re.search(r"/unsubscribe/[\w:=-]+/", mail.outbox[0].body)[0]
    visitor.post(path)
    digest = Reminder.objects.get()
    assert (digest.is_on, digest.by_mail, digest.next_due_at) == (False, False, None)


def test_the_link_stands_in_both_bodies(link):
    message = mail.outbox[-1]
    assert link in message.body
    assert link in message.alternatives[0].content


def test_after_sixty_days_it_says_where_else(visitor, link, clock):
    clock.move_to("2027-01-18T16:00:00+00:00")
    assert visitor.get(link).status_code == 200
    clock.move_to("2027-01-18T16:02:00+00:00")
    answer = visitor.post(link)
    assert answer.status_code == 410
    assert "This link does not work any more" in answer.text
    assert mailed() == {"plan", "log", "digest"}


@pytest.mark.parametrize("change", [lambda path: path[:-3] + "xx/", lambda path: "/unsubscribe/1/"])
def test_a_forged_link_changes_nothing(visitor, link, change):
    assert visitor.post(change(link)).status_code == 404
    assert mailed() == {"plan", "log", "digest"}


def test_a_signature_for_another_purpose_is_no_key(visitor, link):
    key = Reminder.objects.get(kind="log").pk
    other = TimestampSigner(salt="something else").sign(str(key))
    assert visitor.post(f"/unsubscribe/{other}/").status_code == 404
    assert mailed() == {"plan", "log", "digest"}


def test_with_the_account_gone_there_is_nothing_to_end(visitor, link, alice):
    alice.delete()
    assert visitor.get(link).status_code == 404


def test_the_address_is_kept_by_nobody_else(visitor, link):
    answer = visitor.get(link)
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"


def test_it_shows_nothing_but_the_kind(visitor, link, alice):
    assert alice.email not in visitor.get(link).text
    assert "Alice" not in visitor.get(link).text


def test_turned_on_again_it_comes_again(visitor, link, alice):
    visitor.post(link)
    remind(alice, "log", THURSDAY, 17)
    assert mailed() == {"plan", "log", "digest"}
    assert sign_in(alice).get("/settings/reminders/").status_code == 200
