"""The years and months of a journal with what they hold: the way to jump in it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Sum
from django.db.models.functions import ExtractMonth, ExtractYear

from tracker.accounts.models import User
from tracker.journal.totals_models import DayTotal


@dataclass(slots=True)
class MonthTotal:
    first: date
    activities: int = 0
    quotes: int = 0
    points: int = 0

    @property
    def last(self) -> date:
        return _next_month(self.first) - timedelta(days=1)


@dataclass(slots=True)
class YearTotal:
    """The sums of a year, and of each of its months that has any, earliest first."""

    year: int
    activities: int = 0
    quotes: int = 0
    points: int = 0
    months: list[MonthTotal] = field(default_factory=list)

    @property
    def first(self) -> date:
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        return date(self.year, 12, 31)


def years_of(user: User) -> list[YearTotal]:
    """Sum the kept days by year and month, the latest year first; empty years are left out."""
    rows = (
        DayTotal.objects.owned_by(user)
        .annotate(year=ExtractYear("date"), month=ExtractMonth("date"))
        .values("year", "month")
        .annotate(
            all_activities=Sum("activities"), all_quotes=Sum("quotes"), all_points=Sum("points")
        )
        .order_by("-year", "month")
    )
    years: dict[int, YearTotal] = {}
    for row in rows:
        total = years.setdefault(row["year"], YearTotal(row["year"]))
        month = MonthTotal(
            date(row["year"], row["month"], 1),
            row["all_activities"],
            row["all_quotes"],
            row["all_points"],
        )
        total.months.append(month)
        total.activities += month.activities
        total.quotes += month.quotes
        total.points += month.points
    return list(years.values())


def year_around(years: list[YearTotal], day: date | None) -> YearTotal | None:
    """Return the one in which `day` lies, else the latest; None where there are none."""
    for total in years:
        if day and total.year == day.year:
            return total
    return years[0] if years else None


def _next_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)
