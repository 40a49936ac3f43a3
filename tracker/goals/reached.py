"""On which day a counted milestone was reached: found from the facts, so that it follows them."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, Sum, Window
from django.db.models.functions import RowNumber

from tracker.accounts.models import User
from tracker.goals.models import Milestone
from tracker.journal.models import Activity
from tracker.journal.totals_models import DayTotal
from tracker.people.models import Person

Measure = Milestone.Measure
# What of a day's sums each measure adds up.
SUMS = {
    Measure.QUOTES: "quotes",
    Measure.ACTIVITIES: "activities",
    Measure.POINTS: "points",
}


def days_reached(user: User, milestones: Iterable[Milestone]) -> dict[int, date]:
    """Return by milestone the day on which what it counts came to its target, where it has.

    Three queries at most, however many milestones there are.
    """
    of_sums: list[Milestone] = []
    of_tasks: list[Milestone] = []
    of_people: list[Milestone] = []
    for milestone in milestones:
        if milestone.measure in SUMS:
            of_sums.append(milestone)
        elif milestone.measure == Measure.TASK:
            of_tasks.append(milestone)
        elif milestone.measure == Measure.PMS_MET:
            of_people.append(milestone)
    days = _by_sums(user, of_sums) if of_sums else {}
    days |= _by_tasks(user, of_tasks) if of_tasks else {}
    days |= _by_people(user, of_people) if of_people else {}
    return days


def _by_sums(user: User, milestones: list[Milestone]) -> dict[int, date]:
    running = {}
    crossing = Q()
    for name in SUMS.values():
        running[f"all_{name}"] = Window(Sum(name), order_by="date")
    for milestone in milestones:
        name = SUMS[Measure(milestone.measure)]
        before = F(name) + milestone.target
        crossing |= Q(**{f"all_{name}__gte": milestone.target, f"all_{name}__lt": before})
    days: dict[int, date] = {}
    for row in DayTotal.objects.owned_by(user).annotate(**running).filter(crossing):
        for milestone in milestones:
            name = SUMS[Measure(milestone.measure)]
            total, target = getattr(row, f"all_{name}"), milestone.target or 0
            if total >= target > total - getattr(row, name):
                days[milestone.pk] = row.date
    return days


def _by_tasks(user: User, milestones: list[Milestone]) -> dict[int, date]:
    tasks = {milestone.task_id for milestone in milestones}
    targets = {milestone.target for milestone in milestones}
    place = Window(RowNumber(), partition_by=["task"], order_by=["date", "pk"])
    entries = Activity.objects.owned_by(user).live().filter(task__in=tasks).order_by()
    rows = entries.annotate(place=place).filter(place__in=targets)
    days: dict[tuple[int | None, int | None], date] = {}
    for task, number, day in rows.values_list("task", "place", "date"):
        days[task, number] = day
    reached = {}
    for milestone in milestones:
        if reached_on := days.get((milestone.task_id, milestone.target)):
            reached[milestone.pk] = reached_on
    return reached


def _by_people(user: User, milestones: list[Milestone]) -> dict[int, date]:
    """Count those first of whom nobody knows when they were met: it was before days were kept."""
    targets = {milestone.target for milestone in milestones}
    place = Window(RowNumber(), order_by=[F("met_on").asc(nulls_first=True), "pk"])
    met = Person.objects.owned_by(user).met().order_by().annotate(place=place)
    days = dict(met.filter(place__in=targets).values_list("place", "met_on"))
    reached = {}
    for milestone in milestones:
        if reached_on := days.get(milestone.target):
            reached[milestone.pk] = reached_on
    return reached
