"""The quiet line on This week: there when something is due and unanswered, and only then."""

import pytest

from tests.conftest import sign_in
from tests.factories import log, make_user
from tests.guards.test_queries import queries
from tests.reminders.choices import FRIDAY, MONDAY, SUNDAY, THURSDAY, remind

LOG = "Nothing is written down for 16 – 22 Nov 2026 yet."


@pytest.fixture
def thursday(alice, clock):
    """A log reminder for Thursday at four, chosen on Wednesday, and now it is a minute past."""
    remind(alice, "log", THURSDAY, 16, by_mail=False)
    clock.move_to("2026-11-19T16:01:00+00:00")


def test_it_appears_at_its_hour_and_not_before(as_alice, alice, clock):
    remind(alice, "log", THURSDAY, 16, by_mail=False)
    clock.move_to("2026-11-19T15:59:00+00:00")
    assert LOG not in as_alice.get("/").text
    clock.move_to("2026-11-19T16:00:00+00:00")
    assert LOG in as_alice.get("/").text


def test_it_is_gone_once_it_is_answered(as_alice, alice, thursday):
    assert LOG in as_alice.get("/").text
    log(alice, "Briefing")
    assert LOG not in as_alice.get("/").text


def test_dismissed_it_stays_away_until_the_next_week(as_alice, alice, thursday, clock):
    answer = as_alice.post("/settings/reminders/dismiss/", follow=True)
    assert LOG not in answer.text
    clock.move_to("2026-11-26T16:01:00+00:00")
    assert "23 – 29 Nov 2026 yet." in as_alice.get("/").text


def test_it_ends_with_its_week(as_alice, thursday, clock):
    clock.move_to("2026-11-23T00:01:00+00:00")
    assert "written down for" not in as_alice.get("/").text


def test_earlier_weeks_say_nothing(as_alice, thursday):
    assert "written down for" not in as_alice.get("/week/2026-11-09/").text


def test_another_reminder_later_in_the_week_takes_its_place(as_alice, alice, thursday, clock):
    remind(alice, "review", FRIDAY, 15, by_mail=False)
    clock.move_to("2026-11-20T15:00:00+00:00")
    log(alice, "Briefing", "We wait.")
    shown = as_alice.get("/").text
    assert "Review 16 – 22 Nov 2026" in shown
    assert "You kept what a customer said, in their own words." in shown
    assert LOG not in shown


def test_on_monday_the_review_is_about_the_week_before(as_alice, alice, clock):
    remind(alice, "review", MONDAY, 9, by_mail=False)
    log(alice, "Briefing")
    clock.move_to("2026-11-23T09:00:00+00:00")
    assert "Review 16 – 22 Nov 2026" in as_alice.get("/").text


def test_on_sunday_the_plan_is_about_the_week_that_comes(as_alice, alice, clock):
    remind(alice, "plan", SUNDAY, 18, by_mail=False)
    log(alice, "This week was busy")
    clock.move_to("2026-11-22T18:00:00+00:00")
    assert "What do you plan for 23 – 29 Nov 2026?" in as_alice.get("/").text


def test_choosing_brings_up_nothing_that_has_passed(as_alice, alice):
    remind(alice, "log", MONDAY, 8, by_mail=False)
    assert "written down for" not in as_alice.get("/").text


def test_its_own_zone_decides(clock, db):
    dana = make_user("dana", time_zone="Pacific/Auckland")
    remind(dana, "log", THURSDAY, 16, by_mail=False)
    clock.move_to("2026-11-19T03:00:00+00:00")
    assert LOG in sign_in(dana).get("/").text


def test_it_costs_the_page_no_query(alice, thursday):
    with_it = queries(alice, "/")
    alice.reminder_times = {}
    alice.save()
    assert queries(alice, "/") == with_it
