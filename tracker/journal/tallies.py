"""Keeping DayTotal and TaskTally true: counted again from the rows, for what a write touched."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Max, Sum

from tracker.accounts.models import User
from tracker.journal.models import Activity, DayTotal, Quote, TaskTally


def refresh(owner: User, days: Iterable[date], tasks: Iterable[int]) -> None:
    """Count again these dates and tasks of one owner; call it after points are settled."""
    _refresh_days(owner, set(days))
    _refresh_tasks(owner, set(tasks))


def set_advice(owner: User, day: date, earned: int) -> None:
    """Keep what recommendations adopted on `day` earned; tracker.recommendations pays them."""
    DayTotal.objects.update_or_create(
        owner=owner,
        date=day,
        defaults={"advice": earned},
        create_defaults={"advice": earned, "points": 0, "activities": 0, "quotes": 0},
    )
    _refresh_days(owner, {day})


def _refresh_days(owner: User, days: set[date]) -> None:
    kept = DayTotal.objects.owned_by(owner).filter(date__in=days, advice__gt=0)
    totals = {
        day: DayTotal(owner=owner, date=day, points=0, advice=0, activities=0, quotes=0)
        for day in days
    }
    for day, advice in kept.values_list("date", "advice"):
        totals[day].points = totals[day].advice = advice
    done = Activity.objects.owned_by(owner).live().filter(date__in=days)
    for row in done.values("date").annotate(earned=Sum("points"), number=Count("pk")):
        totals[row["date"]].activities = row["number"]
        totals[row["date"]].points += row["earned"]
    # Distinct words only: what was said before adds no points and no quote.
    said = Quote.objects.owned_by(owner).live().filter(date__in=days, points__gt=0)
    for row in said.values("date").annotate(earned=Sum("points"), number=Count("pk")):
        totals[row["date"]].quotes = row["number"]
        totals[row["date"]].points += row["earned"]

    empty = [day for day, total in totals.items() if not (total.activities or total.advice)]
    if empty:
        DayTotal.objects.owned_by(owner).filter(date__in=empty).delete()
    DayTotal.objects.bulk_create(
        [total for day, total in totals.items() if day not in empty],
        update_conflicts=True,
        unique_fields=["owner", "date"],
        update_fields=["points", "advice", "activities", "quotes"],
    )
    # Added up, not counted on: a day is one row, and what is wrong once does not stay wrong.
    sums = DayTotal.objects.owned_by(owner).sums()
    User.objects.filter(pk=owner.pk).update(
        points=sums["points"], activity_count=sums["activities"], quote_count=sums["quotes"]
    )


def _refresh_tasks(owner: User, tasks: set[int]) -> None:
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
