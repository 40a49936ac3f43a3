"""Quarters of the calendar, by which evidence is counted over time."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    year: int
    number: int  # 1 to 4

    @classmethod
    def of(cls, day: date) -> "Quarter":
        return cls(day.year, (day.month + 2) // 3)

    @property
    def first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        return self.back(-1).first - timedelta(days=1)

    def back(self, quarters: int) -> "Quarter":
        """Return the one so many quarters earlier; later for a negative number."""
        months = 4 * self.year + self.number - 1 - quarters
        return Quarter(months // 4, months % 4 + 1)

    def __str__(self) -> str:
        return _("Q%(number)d %(year)d") % {"number": self.number, "year": self.year}


def quarters_until(last: Quarter, number: int) -> list[Quarter]:
    """Return so many quarters up to `last`, oldest first."""
    return [last.back(number - 1 - index) for index in range(number)]
