"""Choosing reminders, and what the page says about each."""

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import sign_in
from tests.reminders.choices import FRIDAY, PAGE, WEDNESDAY, chosen, remind, utc
from tracker.reminders.actions import reminders_of, save_reminders
from tracker.reminders.models import Reminder


@pytest.fixture
def mail_works(settings):
    settings.MAIL_WORKS = True


def test_nobody_is_reminded_who_did_not_choose_it(as_alice):
    shown = as_alice.get(PAGE).text
    assert shown.count("Off") == 3
    assert "Next:" not in shown
    assert not Reminder.objects.exists()


def test_the_settings_lead_to_it(as_alice):
    assert f'href="{PAGE}"' in as_alice.get("/settings/").text


def test_the_page_says_when_each_comes_next_on_ones_own_clock(as_alice, alice, mail_works):
    data = chosen(log_is_on="on", log_weekday=4, log_hour=16, log_by_mail="on")
    shown = as_alice.post(PAGE, data, follow=True).text
    assert "Next: Friday 20 November 2026, 16:00" in shown
    assert "Hours are those of Europe/Dublin." in shown
    assert Reminder.objects.owned_by(alice).get(kind="log").next_due_at == utc("2026-11-20T16:00")


def test_an_hour_that_has_passed_today_comes_in_a_week(as_alice, mail_works):
    data = chosen(log_is_on="on", log_weekday=2, log_hour=12)
    assert "Next: Wednesday 25 November 2026, 12:00" in as_alice.post(PAGE, data, follow=True).text


def test_without_mail_reminders_stay_in_the_app_and_there_is_no_digest(as_alice, alice):
    shown = as_alice.get(PAGE).text
    assert "This server sends no mail" in shown
    assert "by_mail" not in shown
    assert "digest" not in shown.lower()
    as_alice.post(PAGE, chosen(log_is_on="on", log_by_mail="on", digest_is_on="on"))
    log = Reminder.objects.owned_by(alice).get(kind="log")
    assert (log.is_on, log.by_mail, log.next_due_at) == (True, False, None)
    assert not Reminder.objects.filter(kind="digest").exists()


def test_a_digest_goes_by_mail_by_itself(as_alice, mail_works):
    as_alice.post(PAGE, chosen(digest_is_on="on"))
    assert Reminder.objects.get(kind="digest").next_due_at == utc("2026-11-23T07:00")
    as_alice.post(PAGE, chosen())
    digest = Reminder.objects.get(kind="digest")
    assert (digest.is_on, digest.by_mail, digest.next_due_at) == (False, False, None)


def test_what_is_turned_off_keeps_its_hour(as_alice):
    as_alice.post(PAGE, chosen(plan_is_on="on", plan_hour=21))
    as_alice.post(PAGE, chosen(plan_hour=21))
    assert '<option value="21" selected>21:00</option>' in as_alice.get(PAGE).text


def test_moving_to_another_zone_moves_the_moment(as_alice, alice):
    remind(alice, "log", FRIDAY, 16)
    profile = {"display_name": "Alice", "week_start": "0", "day_ends_at": "0"} | {"theme": "system"}
    as_alice.post("/settings/", profile | {"time_zone": "Asia/Tokyo"})
    assert Reminder.objects.get().next_due_at == utc("2026-11-20T07:00")


def test_moving_west_after_a_mail_does_not_bring_it_again_the_same_day(alice, clock):
    alice.time_zone = "Asia/Tokyo"
    alice.save()
    remind(alice, "log", WEDNESDAY, 16)
    Reminder.objects.update(last_sent_for="2026-11-18")
    profile = {"display_name": "Alice", "week_start": "0", "day_ends_at": "0"} | {"theme": "system"}
    sign_in(alice).post("/settings/", profile | {"time_zone": "America/Los_Angeles"})
    assert Reminder.objects.get().next_due_at == utc("2026-11-26T00:00")


def test_a_mail_that_went_out_while_the_page_was_open_is_not_sent_again(alice):
    remind(alice, "log", WEDNESDAY, 11)
    opened = [reminder for reminder in reminders_of(alice) if reminder.kind == "log"]
    Reminder.objects.update(last_sent_for="2026-11-18")
    opened[0].hour = 15
    save_reminders(alice, opened)
    assert Reminder.objects.get().next_due_at == utc("2026-11-25T15:00")


def test_days_begin_with_the_first_of_ones_own_week(as_alice, alice):
    alice.week_start = 6
    alice.save()
    shown = as_alice.get(PAGE).text
    assert shown.index("Sunday</option>") < shown.index("Monday</option>")


@pytest.mark.parametrize(
    "changes",
    [{"log_weekday": 7}, {"log_weekday": -1}, {"log_hour": 24}, {"log_hour": "noon"}],
)
def test_a_day_or_hour_that_does_not_exist_changes_nothing(as_alice, changes):
    answer = as_alice.post(PAGE, chosen(log_is_on="on", **changes))
    assert answer.status_code == 422
    assert "Select a valid choice" in answer.text
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    "values", [{"weekday": 7}, {"hour": 24}, {"kind": "nag"}, {"next_due_at": utc("2026-11-20")}]
)
def test_the_database_refuses_it_too(alice, values):
    row = Reminder(**{"owner": alice, "kind": "log", "weekday": 1, "hour": 1} | values)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_one_of_a_kind(alice):
    remind(alice, "log", FRIDAY, 16)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(owner=alice, kind="log", weekday=1, hour=1)
