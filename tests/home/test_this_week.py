from datetime import timedelta

import pytest

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_goal
from tracker.week.models import WeekRecord


def test_the_week_shows_range_zone_points_and_suggestions(as_alice, alice):
    make_goal(alice)
    log(alice, "Briefing", "We wait.")
    answer = as_alice.get("/")
    for words in (
        "Mon 16 Nov – Sun 22 Nov 2026",
        "Europe/Dublin",
        "Briefing",
        "Three tasks at most",
        "1/3",
    ):
        assert words in answer.text
    assert answer.context["total"].points == 55
    assert len(answer.context["suggestions"]) == 3


def test_a_weekly_target_in_points_is_counted_in_points(as_alice, alice):
    make_goal(alice, weekly_target=60, weekly_measure="points")
    log(alice, "Briefing", "We wait.")
    assert "55/60" in as_alice.get("/").text


def test_last_weeks_entries_are_one_link_away(as_alice, alice):
    log(alice, "Last week", date=TODAY - timedelta(days=5))
    shown = as_alice.get("/").text
    assert "Last week" not in shown
    assert 'href="/week/2026-11-09/"' in shown
    before = as_alice.get("/week/2026-11-09/")
    assert "Last week" in before.text
    assert 'href="/week/2026-11-16/"' in before.text


def test_another_day_of_a_week_leads_to_its_first(as_alice):
    assert as_alice.get("/week/2026-11-12/").url == "/week/2026-11-09/"
    assert as_alice.get("/week/2026-11-22/").url == "/week/2026-11-16/"


@pytest.mark.parametrize(
    "day", ["2028-11-27", "9999-12-31", "0001-01-01", "1949-12-25", "soon", "2026-02-30"]
)
def test_a_week_that_cannot_be_is_not_found(as_alice, day):
    assert as_alice.get(f"/week/{day}/").status_code == 404


@pytest.mark.parametrize(
    ("zone", "first"), [("Pacific/Auckland", "2026-11-23"), ("America/Los_Angeles", "2026-11-16")]
)
def test_the_zone_decides_in_which_week_it_is(alice, clock, zone, first):
    clock.move_to("2026-11-22T20:00:00+00:00")
    alice.time_zone = zone
    alice.save()
    assert sign_in(alice).get("/").context["week"].first.isoformat() == first


def test_a_coming_week_is_its_plan_and_never_a_miss(as_alice, alice):
    assert "/week/2026-11-23/" in as_alice.get("/").text
    coming = "/week/2026-11-23/"
    shown = as_alice.get(coming).text
    assert "Nothing is planned yet." in shown
    answer = as_alice.post("/week/plan/", {"task": "review-a-spec", "week": "2026-11-23"})
    assert answer.url == coming
    shown = as_alice.get(coming).text
    assert "1 of 3 tasks" in shown
    assert "missed" not in shown
    assert "0 of 1 done" not in as_alice.get("/").text


def test_nothing_is_planned_for_a_week_that_is_over(as_alice):
    answer = as_alice.post("/week/plan/", {"task": "review-a-spec", "week": "2026-11-09"})
    assert answer.status_code == 404


def came_long_ago(user):
    user.date_joined -= timedelta(days=100)
    user.save()


def test_after_two_empty_weeks_alice_is_welcomed_and_marks_them_as_time_off(as_alice, alice):
    came_long_ago(alice)
    log(alice, "Briefing", date=TODAY - timedelta(days=23))
    shown = " ".join(as_alice.get("/").text.split())
    assert "Nothing was logged from 2 Nov to 15 Nov 2026, 2 weeks." in shown
    answer = as_alice.post("/week/2026-11-02/skip/", {"weeks": "2"}, follow=True)
    assert answer.redirect_chain == [("/", 302)]
    assert "Nothing was logged from" not in answer.text
    skipped = WeekRecord.objects.owned_by(alice).filter(is_skipped=True).order_by("first")
    firsts = [record.first.isoformat() for record in skipped]
    assert firsts == ["2026-11-02", "2026-11-09"]


def test_a_newcomer_and_somebody_who_is_back_are_not_told_of_a_gap(as_alice, alice):
    log(alice, "Briefing", date=TODAY - timedelta(days=40))  # from before she came
    assert "Nothing was logged from" not in as_alice.get("/").text
    came_long_ago(alice)
    assert "Nothing was logged from" in as_alice.get("/").text
    log(alice, "Back")
    assert "Nothing was logged from" not in as_alice.get("/").text


def test_a_visitor_sees_what_it_is_and_how_to_start(client, db):
    shown = client.get("/").text
    assert "Earn your way into product management" in shown
    assert "/accounts/signup/" in shown


def test_a_visitor_hears_first_whom_hiring_managers_prefer(client, db):
    shown = " ".join(client.get("/").text.split())
    assert "strongly prefer candidates who are already product managers</q>, writes Rich" in shown
    assert "begin where people know your work" in shown


def test_help_explains_points(as_alice):
    assert "Every distinct customer quote earns 50" in as_alice.get("/help/").text


def test_an_unknown_address_gets_a_page_with_a_way_back(as_alice):
    answer = as_alice.get("/nowhere/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.text


def test_an_expired_form_gets_a_page_with_a_way_back(alice):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(alice)
    answer = client.post("/journal/log/", {})
    assert answer.status_code == 403
    assert "This form has expired" in answer.text


def test_a_crash_gets_a_page_of_its_own(as_alice, monkeypatch):
    def fail(*args):
        raise RuntimeError

    as_alice.raise_request_exception = False
    monkeypatch.setattr("tracker.home.this_week.suggest", fail)
    answer = as_alice.get("/")
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text


def test_the_first_week_of_all_can_be_opened(as_alice):
    answer = as_alice.get("/week/1950-01-01/", follow=True)
    assert answer.status_code == 200
    assert answer.context["previous"] is None


def test_the_week_says_why_a_quote_earned_nothing(as_alice, alice):
    log(alice, "Monday", "We wait.")
    log(alice, "Tuesday", "we wait")
    assert "0 points: the same words earned 50" in as_alice.get("/").text
