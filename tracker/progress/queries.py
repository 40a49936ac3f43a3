"""Sums and charts over what the journal holds. Everything is read from kept sums, never added up
over a whole history."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from tracker.accounts.models import User
from tracker.catalogue.models import Area, Task
from tracker.journal.points import QUOTE_POINTS
from tracker.journal.totals_models import DayTotal, TaskTally
from tracker.shared.svg import BarChart, HeatMap, bars, heat_map
from tracker.shared.text.days import in_words
from tracker.shared.weeks import Week


class Day(NamedTuple):
    """One row of DayTotal, without the weight of a model: pages read hundreds of them."""

    date: date
    points: int
    activities: int
    quotes: int
    # How much of the points adopted recommendations earned.
    recommendation_points: int


@dataclass(slots=True)
class WeekTotal:
    week: Week
    points: int = 0
    activities: int = 0
    quotes: int = 0
    recommendation_points: int = 0


def week_totals(user: User, days: list[Day], last: Week, weeks: int) -> list[WeekTotal]:
    """Sum `days` into that many weeks ending with `last`, oldest first, empty ones included."""
    totals: dict[Week, WeekTotal] = {}
    for week in last.run_up(weeks):
        totals[week] = WeekTotal(week)
    for day in days:
        if total := totals.get(user.week_of(day.date)):
            total.points += day.points
            total.activities += day.activities
            total.quotes += day.quotes
            total.recommendation_points += day.recommendation_points
    return list(totals.values())


def week_bars(totals: list[WeekTotal]) -> BarChart:
    """Return a chart that one quote fills on its own, and a first five points do not."""
    labelled = [(in_words(total.week.first, "j M"), total.points) for total in totals]
    return bars(labelled, least=QUOTE_POINTS)


def best_week(totals: list[WeekTotal]) -> WeekTotal | None:
    """Return the week with most points, the latest of equals; None where there are no points."""
    best = max(reversed(totals), key=lambda total: total.points)
    return best if best.points else None


def days_of(user: User, last: Week, weeks: int) -> list[Day]:
    """Return the days with anything logged in that many weeks ending with `last`, oldest first."""
    first = last.back(weeks - 1).first
    days = DayTotal.objects.owned_by(user).within(first, last.last).order_by("date")
    return [Day(*row) for row in days.values_list(*Day._fields)]


def day_map(days: list[Day], last: Week, weeks: int, today: date) -> HeatMap:
    """Draw those weeks day by day, up to `today`."""
    points = {day.date: day.points for day in days}
    return heat_map(points, last.back(weeks - 1).first, min(last.last, today))


@dataclass(frozen=True, slots=True)
class Coverage:
    area: Area
    tried: int
    tasks: int

    @property
    def share(self) -> int:
        """Tenths, for a bar of ten parts; something tried never looks like nothing."""
        return max(round(10 * self.tried / self.tasks), 1 if self.tried else 0) if self.tasks else 0


def areas_covered(user: User, level: int) -> list[Coverage]:
    """Count for each area of a level how many of its published tasks were logged at least once."""
    tasks: dict[int, set[int]] = {}
    rows = Task.objects.published().filter(level__number=level).values_list("area", "pk")
    for area_pk, task_pk in rows:
        tasks.setdefault(area_pk, set()).add(task_pk)
    tried = set(TaskTally.objects.owned_by(user).values_list("task", flat=True))
    coverage = []
    for area in Area.objects.filter(pk__in=tasks):
        own_tasks = tasks[area.pk]
        coverage.append(Coverage(area, len(own_tasks & tried), len(own_tasks)))
    return coverage
