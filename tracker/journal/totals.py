"""Keeping DayTotal and TaskTally true: counted again from the rows, for what a write touched."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, QuerySet, Sum, Value

from tracker.accounts.models import User
from tracker.journal.models import Activity, DayTotal, Quote, TaskTally


def recount(owner: User, days: Iterable[date], tasks: Iterable[int]) -> None:
    """Count again these dates and tasks of one owner; call it after points are reassigned."""
    _recount_days(owner, set(days))
    _recount_tasks(owner, set(tasks))


def set_recommendation_points(owner: User, day: date, earned: int) -> None:
    """Keep what recommendations adopted on `day` earned; tracker.recommendations pays them."""
    DayTotal.objects.update_or_create(
        owner=owner,
        date=day,
        defaults={"recommendation_points": earned},
        create_defaults={
            "recommendation_points": earned,
            "points": 0,
            "activities": 0,
            "quotes": 0,
        },
    )
    _recount_days(owner, {day})


def _recount_days(owner: User, days: set[date]) -> None:
    totals = {
        day: DayTotal(
            owner=owner, date=day, points=0, recommendation_points=0, activities=0, quotes=0
        )
        for day in days
    }
    for day, points, recommendation_points, activities, quotes in _counted(owner, days):
        totals[day].points += points
        totals[day].recommendation_points += recommendation_points
        totals[day].activities += activities
        totals[day].quotes += quotes

    empty = [
        day
        for day, total in totals.items()
        if not (total.activities or total.recommendation_points)
    ]
    if empty:
        DayTotal.objects.owned_by(owner).filter(date__in=empty).delete()
    DayTotal.objects.bulk_create(
        [total for day, total in totals.items() if day not in empty],
        update_conflicts=True,
        unique_fields=["owner", "date"],
        update_fields=["points", "recommendation_points", "activities", "quotes"],
    )
    # Added up, not counted on: a day is one row, and what is wrong once does not stay wrong.
    sums = DayTotal.objects.owned_by(owner).sums()
    User.objects.filter(pk=owner.pk).update(
        points=sums["points"], activity_count=sums["activities"], quote_count=sums["quotes"]
    )


def _counted(owner: User, days: set[date]) -> "QuerySet[Any, tuple[date, int, int, int, int]]":
    """(date, points, recommendation_points, activities, quotes): up to three rows a day, to be added up."""
    none = Value(0)
    recommended = DayTotal.objects.owned_by(owner).filter(
        date__in=days, recommendation_points__gt=0
    )
    done = Activity.objects.owned_by(owner).live().filter(date__in=days).values("date")
    # Distinct words only: what was said before adds no points and no quote.
    said = Quote.objects.owned_by(owner).live().filter(date__in=days, points__gt=0).values("date")
    parts: list[QuerySet[Any, Any]] = [
        recommended.annotate(
            p=F("recommendation_points"), a=F("recommendation_points"), n=none, q=none
        ),
        done.annotate(p=Sum("points"), a=none, n=Count("pk"), q=none),
        said.annotate(p=Sum("points"), a=none, n=none, q=Count("pk")),
    ]
    first, *others = [part.values_list("date", "p", "a", "n", "q") for part in parts]
    return first.union(*others, all=True)


def _recount_tasks(owner: User, tasks: set[int]) -> None:
    if not tasks:
        return
    done = Activity.objects.owned_by(owner).live().filter(task__in=tasks)
    counted = done.values("task").annotate(times=Count("pk"), last_on=Max("date"))
    kept = [
        TaskTally(owner=owner, task_id=row["task"], times=row["times"], last_on=row["last_on"])
        for row in counted
    ]
    gone = tasks - {tally.task_id for tally in kept}
    if gone:
        TaskTally.objects.owned_by(owner).filter(task__in=gone).delete()
    TaskTally.objects.bulk_create(
        kept,
        update_conflicts=True,
        unique_fields=["owner", "task"],
        update_fields=["times", "last_on"],
    )
