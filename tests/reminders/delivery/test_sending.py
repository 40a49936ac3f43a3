"""send_due_mail: what goes out, what does not, and never twice."""

import io
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from tests.factories import TODAY, log, make_opening, make_person, make_user
from tests.interviews.rows import make_interview
from tests.reminders.choices import FRIDAY, MONDAY, THURSDAY, WEDNESDAY, remind, utc
from tracker.reminders.delivery import run
from tracker.reminders.models import Reminder

pytestmark = pytest.mark.usefixtures("mail_works")


def send() -> str:
    """Run the command; returns what it printed."""
    output = io.StringIO()
    call_command("send_due_mail", stdout=output)
    return output.getvalue()


@pytest.fixture
def due(alice, clock):
    """Alice's log reminder, by mail, a minute after its hour."""
    reminder = remind(alice, "log", THURSDAY, 16)
    clock.move_to("2026-11-19T16:01:00+00:00")
    return reminder


def test_nothing_goes_out_before_its_hour(alice, clock):
    remind(alice, "log", THURSDAY, 16)
    clock.move_to("2026-11-19T15:59:00+00:00")
    assert send().startswith("0 sent")
    assert mail.outbox == []


def test_it_goes_out_once_and_comes_next_in_a_week(due):
    assert send().startswith("1 sent")
    assert send().startswith("0 sent")
    assert [message.to for message in mail.outbox] == [["alice@example.org"]]
    due.refresh_from_db()
    assert due.next_due_at == utc("2026-11-26T16:00")
    assert due.last_sent_for.isoformat() == "2026-11-19"


def test_it_says_what_and_for_which_week(due):
    send()
    message = mail.outbox[0]
    html = message.alternatives[0].content
    assert message.subject == "[pmcareer] What did you do this week?"
    for body in (message.body, html):
        assert "Nothing is written down for 16 – 22 Nov 2026 yet. One line is enough." in body
        assert "http://127.0.0.1:8000/journal/log/" in body
        assert "http://127.0.0.1:8000/settings/reminders/" in body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_its_links_lead_to_the_public_address(due, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://pm.example.org"]
    send()
    assert "https://pm.example.org/journal/log/" in mail.outbox[0].body
    assert "127.0.0.1" not in mail.outbox[0].body


def test_nothing_is_loaded_from_anywhere_and_nothing_tracks(due):
    send()
    html = mail.outbox[0].alternatives[0].content
    for word in ("<img", "src=", "url(", "<script", "<link", "?utm", "@import"):
        assert word not in html


def test_with_nothing_to_nag_about_nothing_is_sent(due, alice):
    log(alice, "Briefing", date=TODAY)
    assert "1 with nothing to say" in send()
    assert mail.outbox == []
    due.refresh_from_db()
    assert due.next_due_at == utc("2026-11-26T16:00")


def test_a_review_names_what_was_kept(alice, clock):
    log(alice, "Briefing", "We wait.", "We wait for days.")
    remind(alice, "review", FRIDAY, 15)
    clock.move_to("2026-11-20T15:00:00+00:00")
    send()
    assert "You kept 2 things that customers said, in their own words." in mail.outbox[0].body


def test_a_digest_states_its_range_and_shows_ones_own_quotes(alice, clock):
    remind(alice, "digest", MONDAY, 7)
    for day in range(4):
        log(alice, "Briefing", f"Said {day}.", date=TODAY - timedelta(days=day))
    make_person(alice, "Ana Ruiz", next_touch_on=TODAY, next_touch_about="The roadmap")
    clock.move_to("2026-11-23T07:00:00+00:00")
    send()
    message = mail.outbox[0]
    assert message.subject == "[pmcareer] Your week 16 – 22 Nov 2026"
    html = message.alternatives[0].content
    for body in (message.body, html):
        assert "From Monday 16 November 2026 to Sunday 22 November 2026:" in body
        # Sunday's entry (15 November) is of the week before
        assert "Points: 165" in body
        assert "Entries: 3" in body
        assert "“Said 0.”" in body
        assert "Said 3" not in body
        assert "Ana Ruiz, 18 Nov · The roadmap" in body


def test_at_most_three_quotes_stand_in_a_digest(alice, clock):
    remind(alice, "digest", MONDAY, 7)
    log(alice, "Briefing", *[f"Said {number}." for number in range(5)])
    clock.move_to("2026-11-23T07:00:00+00:00")
    send()
    assert mail.outbox[0].body.count("“Said") == 3


def test_a_digest_says_what_the_way_to_a_job_wants_this_week(alice, clock):
    remind(alice, "digest", MONDAY, 7)
    step = {"next_step": "Call Ana", "next_step_on": date(2026, 11, 29)}
    yard = make_opening(alice, "PM, Yard", **step)
    make_opening(alice, "PM, Later", **step | {"next_step_on": date(2026, 11, 30)})
    make_opening(alice, "PM, Closed", stage="closed", **step)
    make_opening(make_user("bob"), "PM, Bob", **step)
    make_interview(alice, opening=yard, date=date(2026, 11, 24))
    make_interview(alice, opening=yard, date=date(2026, 11, 30))
    clock.move_to("2026-11-23T07:00:00+00:00")
    send()
    message = mail.outbox[0]
    for body in (message.body, message.alternatives[0].content):
        assert "29 Nov · Call Ana · PM, Yard" in body
        assert "24 Nov · " in body
        assert "30 Nov" not in body
        assert "PM, Closed" not in body
        assert "PM, Bob" not in body


def test_markup_in_a_quote_stays_text(alice, clock):
    remind(alice, "digest", MONDAY, 7)
    log(alice, "Briefing", "<img src=x> & co")
    clock.move_to("2026-11-23T07:00:00+00:00")
    send()
    assert "“<img src=x> & co”" in mail.outbox[0].body
    assert "&lt;img src=x&gt; &amp; co" in mail.outbox[0].alternatives[0].content


def test_an_empty_week_gets_no_digest(alice, clock):
    remind(alice, "digest", MONDAY, 7)
    clock.move_to("2026-11-23T07:00:00+00:00")
    assert "1 with nothing to say" in send()
    assert mail.outbox == []


def test_one_that_is_in_the_app_only_is_not_mailed(alice, clock):
    remind(alice, "log", THURSDAY, 16, by_mail=False)
    clock.move_to("2026-11-19T16:01:00+00:00")
    assert send().startswith("0 sent")
    assert mail.outbox == []


def test_without_mail_the_command_says_so(due, settings):
    settings.MAIL_WORKS = False
    assert send() == "EMAIL_URL is not set: no mail is sent.\n"
    assert mail.outbox == []


def test_a_closed_account_gets_no_mail(due, alice):
    alice.is_active = False
    alice.save()
    assert send().startswith("0 sent")
    assert mail.outbox == []


def test_after_a_day_without_the_command_it_is_still_sent_once(due, clock):
    clock.move_to("2026-11-21T16:01:00+00:00")
    assert send().startswith("1 sent")
    due.refresh_from_db()
    assert due.next_due_at == utc("2026-11-26T16:00")


def test_after_weeks_without_it_nobody_is_flooded(due, clock):
    clock.move_to("2026-12-14T16:01:00+00:00")
    assert "1 with nothing to say" in send()
    assert mail.outbox == []
    due.refresh_from_db()
    assert due.next_due_at == utc("2026-12-17T16:00")


def test_moving_the_hour_after_the_mail_does_not_bring_another_that_day(due, alice, clock):
    send()
    remind(alice, "log", THURSDAY, 18)
    clock.move_to("2026-11-19T18:01:00+00:00")
    send()
    assert len(mail.outbox) == 1


def test_a_choice_made_while_the_mail_goes_out_is_kept(due, alice, monkeypatch):
    """SQLite locks no row: the owner may change it between reading and noting."""

    def meanwhile(reminder, day):
        Reminder.objects.update(is_on=False, next_due_at=None)
        return real(reminder, day)

    real = run.message_for
    monkeypatch.setattr(run, "message_for", meanwhile)
    send()
    due.refresh_from_db()
    assert (due.is_on, due.next_due_at, str(due.last_sent_for)) == (False, None, "2026-11-19")


def test_a_row_that_nobody_foresaw_does_not_stop_the_others(due, clock, caplog):
    from django.core.management import CommandError

    broken = make_user("broken")
    remind(broken, "log", THURSDAY, 16)
    Reminder.objects.filter(owner=broken).update(next_due_at=due.next_due_at)
    type(broken).objects.filter(pk=broken.pk).update(time_zone="Moon/Base")
    with pytest.raises(CommandError, match="1 could not be dealt with"):
        send()
    assert [message.to for message in mail.outbox] == [["alice@example.org"]]
    assert f"Reminder {Reminder.objects.get(owner=broken).pk} could not" in caplog.text


def test_a_database_that_fails_ends_the_run_with_a_sentence(due, monkeypatch):
    from django.core.management import CommandError
    from django.db import OperationalError

    def gone(*arguments):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(run, "message_for", gone)
    with pytest.raises(
        CommandError, match=r"server closed the connection\. 0 sent; the rest waits"
    ):
        send()
    assert mail.outbox == []


def test_more_than_a_batch_all_get_theirs(catalogue, monkeypatch):

    monkeypatch.setattr(run, "BATCH", 3)
    for number in range(8):
        remind(make_user(f"u{number}"), "log", WEDNESDAY, 18)
    Reminder.objects.filter(owner__email__lt="u4").update(next_due_at=timezone.now())
    Reminder.objects.filter(owner__email__gte="u4").update(
        next_due_at=timezone.now() - timedelta(hours=1)
    )
    assert send().startswith("8 sent")
    assert len({message.to[0] for message in mail.outbox}) == 8


def test_an_attempt_has_the_same_message_id_as_the_one_before(due):
    send()
    Reminder.objects.update(last_sent_for=None, next_due_at=due.next_due_at)
    send()
    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second
    assert first.endswith("@localhost>")
    Reminder.objects.update(last_sent_for=None, next_due_at=due.next_due_at - timedelta(days=1))
    send()
    assert mail.outbox[2].extra_headers["Message-ID"] != first
