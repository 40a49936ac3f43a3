"""Kept weeks: scored by hand in tables, and by rules that hold for any history."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import log, make_goal
from tracker.shared.weeks import Week
from tracker.week.models import WeekRecord
from tracker.week.rhythm import NO_TARGET, Target, WeekResult, rhythm, target_in

NOW = Week(date(2026, 11, 16))


@dataclass
class Total:
    week: Week
    points: int = 0
    activities: int = 0


def weeks(*activities: int) -> list[Total]:
    """That many activities in each week, the last one the current."""
    ends = len(activities) - 1
    return [Total(NOW.back(ends - n), number * 10, number) for n, number in enumerate(activities)]


def target(number: int, back: int, measure: str = "activities") -> WeekRecord:
    return WeekRecord(first=NOW.back(back).first, measure=measure, target=number)


def skip(back: int) -> WeekRecord:
    return WeekRecord(first=NOW.back(back).first, is_skipped=True)


# Activities a week, records, then: kept, of how many, run.
HISTORIES = [
    ([3, 3, 3], [target(3, 9)], (3, 3, 3)),
    ([3, 2, 3], [target(3, 9)], (2, 3, 1)),
    ([3, 3, 2], [target(3, 9)], (2, 2, 2)),  # the current week is still open
    ([0, 0, 0], [target(3, 9)], (0, 2, 0)),
    ([3, 0, 3], [target(3, 9), skip(1)], (2, 2, 2)),
    ([3, 0, 0, 0, 3], [target(3, 9), skip(1), skip(2), skip(3)], (2, 2, 2)),
    ([3, 3, 0], [target(3, 9), skip(0)], (2, 2, 2)),
    ([9, 9, 9], [], (0, 0, 0)),
    ([9, 9, 3], [target(3, 0)], (1, 1, 1)),  # no target before this week
    ([3, 3, 3], [target(3, 9), target(5, 1)], (1, 2, 0)),
    ([2, 5, 3], [target(5, 9), target(3, 0)], (2, 3, 2)),
    ([3, 3, 3], [target(3, 9), target(0, 1)], (1, 1, 1)),  # the goal was paused
    ([3, 4, 5], [target(40, 9, "points")], (2, 3, 2)),
]


@pytest.mark.parametrize(("activities", "records", "expected"), HISTORIES)
def test_kept_weeks_worked_out_by_hand(activities, records, expected):
    found = rhythm(weeks(*activities), records, NOW)
    assert (found.kept, found.counted, found.run) == expected


def test_only_the_last_twelve_that_count_are_shown_and_the_run_goes_on():
    found = rhythm(weeks(*[3] * 20), [target(3, 30)], NOW)
    assert (found.kept, found.counted, found.run, found.run_is_longer) == (12, 12, 20, True)


def test_a_run_that_began_with_the_target_is_not_longer():
    found = rhythm(weeks(*[3] * 5), [target(3, 2)], NOW)
    assert (found.run, found.run_is_longer) == (3, False)


def test_a_record_stays_with_its_week_when_the_week_start_changes():
    sunday = Week(date(2026, 11, 15))
    records = [target(3, 4)]  # begins on a Monday
    assert target_in(Week(date(2026, 10, 18)), records) == Target("activities", 3)
    assert target_in(Week(date(2026, 10, 11)), records) == NO_TARGET
    assert rhythm([Total(sunday, 0, 0)], [*records, skip(0)], sunday).current.state == "skipped"


histories = st.lists(st.integers(0, 5), min_size=1, max_size=40)
targets = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5)), max_size=4)
skips = st.sets(st.integers(0, 40), max_size=8)


def records_of(targets, skips):
    by_week = {back: WeekRecord(first=NOW.back(back).first, is_skipped=True) for back in skips}
    for back, number in targets:
        record = by_week.setdefault(back, WeekRecord(first=NOW.back(back).first))
        record.measure, record.target = "activities", number
    return list(by_week.values())


@given(activities=histories, targets=targets, skips=skips)
def test_every_week_has_one_state_and_the_figures_follow_from_them(activities, targets, skips):
    found = rhythm(weeks(*activities), records_of(targets, skips), NOW)
    states = [score.state for score in found.scores]
    assert len(states) == len(activities)
    assert 0 <= found.kept <= found.counted <= 12
    counting = [state for state in states if state in (WeekResult.KEPT, WeekResult.MISSED)]
    assert found.run <= len(counting)
    assert counting[len(counting) - found.run :] == [WeekResult.KEPT] * found.run
    assert WeekResult.OPEN not in states[:-1]


@given(activities=histories, targets=targets, skips=skips, back=st.integers(0, 39))
def test_skipping_a_week_never_lowers_the_run_or_counts(activities, targets, skips, back):
    before = rhythm(weeks(*activities), records_of(targets, skips), NOW)
    after = rhythm(weeks(*activities), records_of(targets, skips | {back}), NOW)
    was = {score.week: score.state for score in before.scores}
    if was.get(NOW.back(back)) != WeekResult.KEPT:
        assert after.run >= before.run
    assert after.counted <= 12


@given(activities=histories, targets=targets, skips=skips)
def test_one_missed_week_lowers_and_never_zeroes(activities, targets, skips):
    found = rhythm(weeks(*activities), records_of(targets, skips), NOW)
    if any(score.state == WeekResult.KEPT for score in found.scores[-12:]):
        assert found.kept > 0


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Dublin"])
@pytest.mark.parametrize("start", [0, 5, 6])
def test_a_week_across_dst_year_ends_and_the_date_line_is_seven_days(alice, zone, start):
    alice.time_zone, alice.week_start = zone, start
    for day in ("2026-03-29", "2026-10-25", "2026-12-31", "2027-01-01", "2028-02-29"):
        week = alice.week_of(date.fromisoformat(day))
        assert (week.last - week.first) == timedelta(days=6)
        assert week.first.weekday() == start
        assert date.fromisoformat(day) in week


def test_the_home_page_says_how_many_weeks_were_kept(as_alice, alice):
    make_goal(alice, weekly_target=1)
    WeekRecord.objects.owned_by(alice).update(first=NOW.back(3).first)
    for back in (0, 1, 3):
        log(alice, "Read", date=NOW.back(back).first)
    text = as_alice.get("/").text
    assert "On target in 3 of 4 weeks" in text
    assert "2 weeks in a row." in text
