"""Keeping DayTotal and TaskTally true: counted again from the rows, for what a write touched."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, QuerySet, Sum, Value

from tracker.accounts.models import User
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal, TaskTally

# The sums of a day.
COUNTED = ["points", "recommendation_points", "activities", "quotes"]


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
    totals: dict[date, DayTotal] = {}
    for day in days:
        totals[day] = DayTotal(
            owner=owner, date=day, points=0, recommendation_points=0, activities=0, quotes=0
        )
    for row in _counted(owner, days):
        total = totals[row["date"]]
        for name in COUNTED:
            setattr(total, name, getattr(total, name) + row[f"counted_{name}"])

    empty, filled = [], []
    for day, total in totals.items():
        if total.activities or total.recommendation_points:
            filled.append(total)
        else:
            empty.append(day)
    if empty:
        DayTotal.objects.owned_by(owner).filter(date__in=empty).delete()
    DayTotal.objects.bulk_create(
        filled,
        update_conflicts=True,
        unique_fields=["owner", "date"],
        update_fields=COUNTED,
    )
    # Added up, not counted on: a day is one row, and what is wrong once does not stay wrong.
    sums = DayTotal.objects.owned_by(owner).sums()
    User.objects.filter(pk=owner.pk).update(
        points=sums["points"], activity_count=sums["activities"], quote_count=sums["quotes"]
    )


def _counted(owner: User, days: set[date]) -> QuerySet[Any, dict[str, Any]]:
    """Count for each date and sum of COUNTED: up to three rows a day, to be added up."""
    recommended = DayTotal.objects.owned_by(owner).filter(
        date__in=days, recommendation_points__gt=0
    )
    activities = Activity.objects.owned_by(owner).live().filter(date__in=days)
    # Distinct words only: what was said before adds no points and no quote.
    quotes = Quote.objects.owned_by(owner).live().filter(date__in=days, points__gt=0)
    recommendation_rows = _rows(
        recommended,
        points=F("recommendation_points"),
        recommendation_points=F("recommendation_points"),
    )
    activity_rows = _rows(activities.values("date"), points=Sum("points"), activities=Count("pk"))
    quote_rows = _rows(quotes.values("date"), points=Sum("points"), quotes=Count("pk"))
    return recommendation_rows.union(activity_rows, quote_rows, all=True)


def _rows(counted: QuerySet[Any, Any], **sums: Any) -> QuerySet[Any, dict[str, Any]]:
    """Let rows say their date and every sum of COUNTED, 0 where it is not among `sums`."""
    columns = {}
    for name in COUNTED:
        columns[f"counted_{name}"] = sums.get(name, Value(0))
    rows: QuerySet[Any, dict[str, Any]] = counted.annotate(**columns).values("date", *columns)
    return rows


def _recount_tasks(owner: User, tasks: set[int]) -> None:
    if not tasks:
        return
    done = Activity.objects.owned_by(owner).live().filter(task__in=tasks)
    counted = done.values("task").annotate(times=Count("pk"), last_on=Max("date"))
    kept = []
    for row in counted:
        tally = TaskTally(owner=owner, task_id=row["task"])
        tally.times, tally.last_on = row["times"], row["last_on"]
        kept.append(tally)
    gone = tasks - {tally.task_id for tally in kept}
    if gone:
        TaskTally.objects.owned_by(owner).filter(task__in=gone).delete()
    TaskTally.objects.bulk_create(
        kept,
        update_conflicts=True,
        unique_fields=["owner", "task"],
        update_fields=["times", "last_on"],
    )
