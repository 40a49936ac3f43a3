"""Weeks as a person counts them: seven days from their own first weekday."""

from dataclasses import dataclass
from datetime import date, timedelta

from tracker.shared.text.days import in_words

# Far enough back for any career; near enough that week arithmetic never leaves the calendar.
EARLIEST = date(1950, 1, 1)
LATEST = date(2200, 1, 1)
# Whatever day weeks begin on: the week of EARLIEST may begin in the year before.
EARLIEST_WEEK = EARLIEST - timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days. `first` falls on the owner's week start (0 Monday … 6 Sunday)."""

    first: date

    @classmethod
    def containing(cls, day: date, week_start: int) -> "Week":
        return cls(day - timedelta(days=(day.weekday() - week_start) % 7))

    @property
    def last(self) -> date:
        return self.first + timedelta(days=6)

    @property
    def is_kept(self) -> bool:
        """Whether it has a page and a record: the earliest one is that of 1 January 1950."""
        return self.first >= EARLIEST_WEEK

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=offset) for offset in range(7)]

    @property
    def in_words(self) -> str:
        """As in "16 – 22 Nov 2026"; a month or year that both ends share is said once."""
        first, last = self.first, self.last
        start = "j M Y"
        if first.month == last.month:
            start = "j"
        elif first.year == last.year:
            start = "j M"
        return f"{in_words(first, start)} – {in_words(last, 'j M Y')}"

    def back(self, weeks: int) -> "Week":
        """Return the week that many weeks earlier; negative goes forward."""
        return Week(self.first - timedelta(weeks=weeks))

    def run_up(self, weeks: int) -> "list[Week]":
        """Return that many weeks ending with this one, oldest first."""
        return [self.back(weeks - 1 - index) for index in range(weeks)]

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last
