"""The one-year clock: leap days, pauses, zones."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_stint
from tracker.paths.stints.clock import ClockState, Pause, a_year_after, read_clock, year_over_on
from tracker.paths.stints.models import StintPause

DAY = timedelta(days=1)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@st.composite
def stints(draw):
    """A first day, and pauses that have ended, near it."""
    first = draw(DAYS)
    pauses = []
    for _ in range(draw(st.integers(0, 4))):
        begins = first + timedelta(days=draw(st.integers(-30, 500)))
        pauses.append(Pause(begins, begins + timedelta(days=draw(st.integers(0, 200)))))
    return first, pauses


# The table of docs/paths.md: first day, pauses, the first day after the year.
TABLE = [
    ("2025-11-18", [], "2026-11-18"),
    ("2023-03-01", [], "2024-03-01"),
    ("2024-02-28", [], "2025-02-28"),
    ("2024-02-29", [], "2025-03-01"),
    ("2024-03-01", [], "2025-03-01"),
    ("2025-01-01", [("2025-02-01", "2025-02-10")], "2026-01-11"),
    ("2025-01-01", [("2025-02-01", "2025-02-10"), ("2025-02-05", "2025-02-14")], "2026-01-15"),
    ("2025-01-01", [("2024-12-20", "2025-01-02")], "2026-01-03"),
    ("2025-01-01", [("2026-01-01", "2026-01-31")], "2026-01-01"),
    ("2025-01-01", [("2025-12-31", "2026-01-09")], "2026-01-11"),
]


def pauses_of(rows):
    return [Pause(date.fromisoformat(first), date.fromisoformat(last)) for first, last in rows]


@pytest.mark.parametrize(("first", "rows", "over_on"), TABLE)
def test_the_day_on_which_the_year_is_over(first, rows, over_on):
    today = date(2026, 11, 18)
    assert year_over_on(date.fromisoformat(first), pauses_of(rows), today).isoformat() == over_on


@given(stints())
def test_a_year_of_work_is_between_the_first_day_and_the_last(stint):
    first, pauses = stint
    over_on = year_over_on(first, pauses, date(2100, 1, 1))
    worked = 0
    day = first
    while day < over_on:
        worked += not any(pause.holds(day) for pause in pauses)
        day += DAY
    assert worked == (a_year_after(first) - first).days


@given(stints(), st.randoms())
def test_the_order_of_pauses_does_not_matter(stint, random):
    first, pauses = stint
    shuffled = pauses[:]
    random.shuffle(shuffled)
    today = first + timedelta(days=700)
    assert year_over_on(first, pauses, today) == year_over_on(first, shuffled, today)


@given(stints(), DAYS, st.integers(0, 60))
def test_another_pause_never_brings_the_day_nearer(stint, begins, length):
    first, pauses = stint
    more = [*pauses, Pause(begins, begins + timedelta(days=length))]
    today = first + timedelta(days=700)
    assert year_over_on(first, more, today) >= year_over_on(first, pauses, today)


@given(stints(), st.integers(0, 700))
def test_each_day_takes_one_day_off_until_none_is_left(stint, after):
    first, pauses = stint
    today = first + timedelta(days=after)
    left = read_clock(first, pauses, today).days_left
    assert read_clock(first, pauses, today + DAY).days_left == max(left - 1, 0)


@given(DAYS, st.integers(0, 300), st.integers(0, 400))
def test_while_a_pause_goes_on_as_many_days_are_left_as_on_its_first(first, after, length):
    pause = Pause(first + timedelta(days=after))
    on_first = read_clock(first, [pause], pause.first)
    later = read_clock(first, [pause], pause.first + timedelta(days=length))
    assert later.state == ClockState.PAUSED
    assert later.days_left == on_first.days_left


@given(DAYS, st.integers(1, 400))
def test_a_later_start_is_never_over_sooner(first, days):
    assert a_year_after(first + timedelta(days=days)) >= a_year_after(first)


@pytest.mark.parametrize(
    ("first", "today", "state", "left"),
    [
        (date(2026, 12, 1), date(2026, 11, 18), ClockState.PLANNED, 365),
        (date(2026, 11, 18), date(2026, 11, 18), ClockState.RUNNING, 365),
        (date(2025, 11, 19), date(2026, 11, 18), ClockState.RUNNING, 1),
        (date(2025, 11, 18), date(2026, 11, 18), ClockState.OVER, 0),
    ],
)
def test_what_the_clock_shows(first, today, state, left):
    clock = read_clock(first, [], today)
    assert (clock.state, clock.days_left) == (state, left)


def test_the_users_own_day_decides(alice, clock):
    """Half past one at night in UTC is still the evening before in New York."""
    stint = make_stint(alice, first_on=date(2025, 11, 18))
    clock.move_to(datetime(2026, 11, 18, 1, 30, tzinfo=UTC))
    stint.live_pauses, stint.live_checks = [], []
    assert stint.clock.is_over
    alice.time_zone = "America/New_York"
    alice.save()
    stint.owner.refresh_from_db()
    assert stint.clock.days_left == 1


def test_a_deleted_pause_counts_no_more(as_alice, alice):
    stint = make_stint(alice, first_on=date(2026, 1, 1))
    as_alice.post(
        f"/paths/stints/{stint.pk}/pauses/new/", {"first_on": "2026-02-01", "last_on": "2026-02-10"}
    )
    address = f"/paths/stints/{stint.pk}/"
    assert "11 Jan 2027" in as_alice.get(address).text
    pause = StintPause.objects.get()
    as_alice.post(f"/paths/stints/pauses/{pause.pk}/delete/")
    assert "1 Jan 2027" in as_alice.get(address).text
    as_alice.post(f"/paths/stints/pauses/{pause.pk}/restore/")
    assert "11 Jan 2027" in as_alice.get(address).text
