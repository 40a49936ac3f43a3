"""Reading the journal for its pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Sum
from django.db.models.functions import ExtractMonth, ExtractYear

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.journal.totals_models import DayTotal
from tracker.shared.weeks import Week


@dataclass(slots=True)
class JournalWeek:
    week: Week
    activities: list[Activity] = field(default_factory=list)
    # Of the whole week, also where only some of its entries are shown.
    points: int = 0
    # How much of them adopted recommendations earned, which are no entries.
    recommendation_points: int = 0


def by_week(user: User, activities: Iterable[Activity]) -> list[JournalWeek]:
    """Put activities (newest first) under the weeks in which they fall, with each week's points."""
    weeks: dict[Week, JournalWeek] = {}
    for activity in activities:
        week = user.week_of(activity.date)
        weeks.setdefault(week, JournalWeek(week)).activities.append(activity)
    if not weeks:
        return []
    in_order = list(weeks)
    totals = DayTotal.objects.owned_by(user).within(in_order[-1].first, in_order[0].last)
    for day, points, recommendation_points in totals.values_list(
        "date", "points", "recommendation_points"
    ):
        if journal_week := weeks.get(user.week_of(day)):
            journal_week.points += points
            journal_week.recommendation_points += recommendation_points
    return list(weeks.values())


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
