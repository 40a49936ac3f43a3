"""The moment at which a weekly reminder is due, in every zone and at every change of clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_user
from tracker.accounts.models import zone_names
from tracker.reminders.kinds import row_of
from tracker.reminders.schedule import last_due, moment_of, next_due

zones = st.sampled_from(zone_names())
weekdays, hours = st.integers(0, 6), st.integers(0, 23)
bounds = datetime(2005, 1, 1), datetime(2090, 1, 1)  # noqa: DTZ001 (hypothesis wants it so)
moments = st.datetimes(*bounds, timezones=st.just(UTC))
# Clocks that do what clocks seldom do: half hours, no summer time, a change at Ramadan, a lost day.
ODD = ["Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca", "Pacific/Apia", "Asia/Tehran"]


@given(weekdays, hours, st.one_of(zones, st.sampled_from(ODD)), moments)
def test_the_next_one_is_later_and_at_most_a_week_and_a_day_away(weekday, hour, zone, after):
    due = next_due(weekday, hour, zone, after)
    assert after < due <= after + timedelta(days=8, hours=2)


@given(weekdays, hours, zones, moments)
def test_clocks_there_show_the_day_and_hour_unless_they_leave_it_out(weekday, hour, zone, after):
    local = next_due(weekday, hour, zone, after).astimezone(ZoneInfo(zone))
    as_chosen = (local.weekday(), local.hour, local.minute) == (weekday, hour, 0)
    assert as_chosen or left_out(local, weekday, hour)


def left_out(local: datetime, weekday: int, hour: int) -> bool:
    """Whether no moment near `local` shows that day and hour in its zone."""
    zone, start = local.tzinfo, local.astimezone(UTC) - timedelta(days=2)
    quarters = (start + timedelta(minutes=15 * step) for step in range(4 * 96))
    shown = (moment.astimezone(zone) for moment in quarters)
    near = [s for s in shown if (s.weekday(), s.hour, s.minute) == (weekday, hour, 0)]
    return not near


@given(weekdays, hours, st.one_of(zones, st.sampled_from(ODD)), moments)
def test_none_is_missed_and_none_comes_twice(weekday, hour, zone, after):
    first = next_due(weekday, hour, zone, after)
    second = next_due(weekday, hour, zone, first)
    assert timedelta(days=5) < second - first < timedelta(days=9)
    assert next_due(weekday, hour, zone, first - timedelta(microseconds=1)) == first
    assert last_due(weekday, hour, zone, first)[1] == first
    assert last_due(weekday, hour, zone, second - timedelta(microseconds=1))[1] == first


@given(weekdays, hours, zones, zones, moments)
def test_moving_to_another_zone_never_brings_the_same_day_twice(weekday, hour, old, new, after):
    due = next_due(weekday, hour, old, after)
    day = due.astimezone(ZoneInfo(old)).date()
    again = next_due(weekday, hour, new, due, not_on=day)
    assert last_due(weekday, hour, new, again)[0] > day


@pytest.mark.parametrize(
    ("zone", "day", "hour", "utc"),
    [
        ("Europe/Dublin", date(2026, 3, 29), 1, "2026-03-29T01:00"),  # 01:00 is left out: 02:00
        ("Europe/Dublin", date(2026, 10, 25), 1, "2026-10-25T00:00"),  # 01:00 twice: the first
        ("America/New_York", date(2026, 3, 8), 2, "2026-03-08T07:00"),
        ("America/New_York", date(2026, 11, 1), 1, "2026-11-01T05:00"),
        ("Pacific/Apia", date(2011, 12, 30), 9, "2011-12-30T19:00"),  # that day never was: the 31st
        ("Pacific/Kiritimati", date(2026, 11, 18), 9, "2026-11-17T19:00"),
        ("Asia/Kathmandu", date(2026, 11, 18), 0, "2026-11-17T18:15"),
    ],
)
def test_gaps_folds_and_the_date_line(zone, day, hour, utc):
    assert moment_of(day, hour, zone) == datetime.fromisoformat(f"{utc}+00:00")


@pytest.mark.parametrize(
    ("kind", "day", "first"),
    [
        ("plan", 16, 16),
        ("plan", 21, 16),
        ("plan", 22, 23),  # planned on Sunday evening: the week that comes
        ("log", 22, 16),
        ("review", 16, 9),  # looked back on Monday morning: the week that was
        ("review", 20, 16),
        ("digest", 16, 9),
        ("digest", 21, 9),
        ("digest", 22, 16),
    ],
)
def test_each_kind_is_about_a_week(db, kind, day, first):
    week = row_of(kind).week_meant(make_user(), date(2026, 11, day))
    assert week.first == date(2026, 11, first)


def test_the_week_start_decides_which_week(db):
    saturday, friday = make_user(week_start=5), date(2026, 11, 20)
    assert row_of("digest").week_meant(saturday, friday).first == date(2026, 11, 14)
    assert row_of("plan").week_meant(saturday, friday).first == date(2026, 11, 21)
