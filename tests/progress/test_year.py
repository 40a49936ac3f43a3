from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    log,
    make_goal,
    make_lesson,
    make_milestone,
    make_person,
    make_quotes,
    make_recommendation,
    task,
)

LAST_YEAR = date(2025, 6, 2)


def fill_year(owner, rows=1):
    for number in range(rows):
        ana = make_person(owner, f"Ana {number}")
        spec = task("review-a-spec")
        log(owner, "Spec", f"Said {number}", task=spec, date=LAST_YEAR, people=[ana], minutes=45)
        make_lesson(owner, f"Signed off {number}", date=LAST_YEAR)
        make_recommendation(owner, f"Unlock {number}", state="adopted", day=LAST_YEAR)
    goal = make_goal(owner)
    make_milestone(goal, "First briefing", done_on=LAST_YEAR)


def test_a_year_sums_up_what_was_done_by_area_and_with_whom(as_alice, alice):
    fill_year(alice)
    log(alice, "This year", "Not then.")
    shown = as_alice.get("/journal/years/2025/")
    this = shown.context["this"]
    assert [(area.name, area.activities, area.minutes, area.quotes) for area in this.areas] == [
        ("Craft", 1, 45, 1)
    ]
    assert this.total.points == 10 + 50 + 25
    assert this.recommendation_points == 25
    assert [(person.name, person.times) for person in this.people] == [("Ana 0", 1)]
    for text in ("Said 0", "First briefing", "Unlock 0", "Signed off 0", "I test at night."):
        assert text in shown.text
    assert "Not then." not in shown.text


def test_entries_and_drafts_without_a_change_are_no_change(as_alice, alice):
    make_lesson(alice, "Open", date=LAST_YEAR, changed="")
    log(alice, "Spec", date=LAST_YEAR)
    shown = as_alice.get("/journal/years/2025/").text
    assert "Open" not in shown.split("What changed")[1].split("</section>")[0]
    assert "Without a task" in shown


def test_the_best_quotes_may_be_shown_or_have_a_theme_and_are_recent(as_alice, alice):
    old = LAST_YEAR - timedelta(days=9)
    make_quotes(alice, "Plain", on=LAST_YEAR)
    make_quotes(alice, "Themed", on=old, theme="export")
    make_quotes(alice, "Shown", on=old, shareable=True)
    make_quotes(alice, "plain!", on=LAST_YEAR)  # the same words: no second time
    make_quotes(alice, *[f"More {number}" for number in range(9)], on=old)
    best = [quote.text for quote in as_alice.get("/journal/years/2025/").context["this"].quotes]
    assert best[:3] == ["Shown", "Themed", "Plain"]
    assert len(best) == 6


def test_nobody_finds_another_ones_year(as_alice, alice, bob):
    fill_year(bob)
    shown = as_alice.get("/journal/years/2025/").text
    assert "Nothing is dated in 2025" in shown
    for text in ("Ana 0", "Said 0", "First briefing", "Unlock 0", "Signed off 0"):
        assert text not in shown


@pytest.mark.parametrize("year", [1949, 2028, 2200, 99999])
def test_a_year_that_nobody_can_log_in_is_no_page(as_alice, year):
    assert as_alice.get(f"/journal/years/{year}/").status_code == 404


def test_the_years_lead_to_this_one_and_are_reached_from_journal_and_progress(as_alice, alice):
    assert as_alice.get("/journal/years/").url == "/journal/years/2026/"
    log(alice)
    assert "/journal/years/2026/" in as_alice.get("/journal/").text
    assert "/journal/years/" in as_alice.get("/progress/").text


def test_a_fuller_year_takes_no_more_queries(as_alice, alice, bob, client):
    fill_year(alice, 1)
    fill_year(bob, 4)
    counted = set()
    for reader in (alice, bob):
        client.force_login(reader)
        client.get("/journal/years/2025/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/journal/years/2025/")
        counted.add(len(captured))
    assert len(counted) == 1
    assert counted.pop() <= 12


def test_the_journal_jumps_to_a_year_and_a_month(as_alice, alice):
    log(alice, "Lately")
    log(alice, "In June", date=LAST_YEAR)
    log(alice, "In May", date=date(2025, 5, 31))
    shown = as_alice.get("/journal/").text
    assert "?since=2025-01-01&amp;until=2025-12-31" in shown
    of_2025 = as_alice.get("/journal/?since=2025-01-01&until=2025-12-31").text
    assert "Lately" not in of_2025
    assert "In May" in of_2025
    assert "?since=2025-05-01&amp;until=2025-05-31" in of_2025
    in_may = as_alice.get("/journal/?since=2025-05-01&until=2025-05-31").text
    assert "In May" in in_may
    assert "In June" not in in_may
    assert in_may.count('aria-current="true"') >= 2
