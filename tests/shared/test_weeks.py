from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.shared.weeks import EARLIEST, LATEST, Week

days = st.dates(EARLIEST, LATEST)
starts = st.sampled_from([0, 5, 6])


@given(days, starts)
def test_a_week_starts_on_its_owners_day_and_holds_the_date(day, week_start):
    week = Week.containing(day, week_start)
    assert week.first.weekday() == week_start
    assert day in week
    assert (week.last - week.first).days == 6
    assert day - timedelta(days=7) not in week
    assert len(set(week.days)) == 7


@given(days, starts)
def test_weeks_follow_each_other_without_a_gap(day, week_start):
    week = Week.containing(day, week_start)
    assert week.back(1).last + timedelta(days=1) == week.first
    assert week.back(-1).first == week.last + timedelta(days=1)
    assert week.run_up(3) == [week.back(2), week.back(1), week]


def test_the_year_may_end_inside_a_week():
    week = Week.containing(date(2027, 1, 1), 0)
    assert week.first == date(2026, 12, 28)
    assert week.in_words == "28 Dec 2026 – 3 Jan 2027"


def test_a_range_says_a_shared_month_once():
    assert Week(date(2026, 11, 16)).in_words == "16 – 22 Nov 2026"
    assert Week(date(2026, 11, 30)).in_words == "30 Nov – 6 Dec 2026"
