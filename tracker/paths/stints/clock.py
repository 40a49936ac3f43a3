"""The one-year clock of a stint: which day the year is over, and how many days are left.

The table in docs/paths.md says the same, and tests/paths/test_clock.py counts by it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAY = timedelta(days=1)


class ClockState(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    PAUSED = "paused"
    OVER = "over"


@dataclass(frozen=True, slots=True, order=True)
class Pause:
    """Days on which the post was not filled, both ends included; without a last one it goes on."""

    first: date
    last: date | None = None

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Clock:
    """`over_on` is the first day after the year: on it, nobody can say that it was too short."""

    state: ClockState
    over_on: date
    # Days of the calendar up to `over_on`; 0 once it has come.
    days_left: int

    @property
    def is_over(self) -> bool:
        return self.state == ClockState.OVER


def a_year_after(day: date) -> date:
    """Return the same date of the next year; 1 March for 29 February, so that no day is lost."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)


def year_over_on(first: date, pauses: Iterable[Pause], today: date) -> date:
    """Return the first day after a year of work from `first` on.

    Each day of a pause moves it by a day, once however many pauses hold it; an open one counts up
    to `today`, a day after the year is over not at all.
    """
    over_on = a_year_after(first)
    unsettled = first
    for pause in sorted(pauses, key=lambda pause: pause.first):
        begins = max(pause.first, unsettled)
        ends = today if pause.last is None else pause.last
        if begins >= over_on:
            break
        if ends >= begins:
            over_on += ends - begins + DAY
            unsettled = ends + DAY
    return over_on


def read_clock(first: date, pauses: Iterable[Pause], today: date) -> Clock:
    """Return what the clock of a stint that began, or will begin, on `first` shows `today`."""
    pauses = list(pauses)
    over_on = year_over_on(first, pauses, today)
    left = (over_on - max(today, first)).days
    if today < first:
        state = ClockState.PLANNED
    elif left <= 0:
        state = ClockState.OVER
    elif any(pause.holds(today) for pause in pauses):
        state = ClockState.PAUSED
    else:
        state = ClockState.RUNNING
    return Clock(state, over_on, max(left, 0))
