"""Reading the rhythm for its pages."""

from datetime import date
from typing import Any

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.journal.totals_models import DayTotal
from tracker.shared.weeks import Week
from tracker.week.models import MOST_COMMITMENTS, Commitment, CommitmentState, WeekRecord

# Areas whose tasks are done with somebody: a week should touch one.
WITH_PEOPLE = {"start-inside", "customers", "network"}


def records_until(user: User, week: Week) -> list[WeekRecord]:
    """Read every record up to a week that sets a target, skips, or was closed."""
    records = WeekRecord.objects.owned_by(user).filter(first__lte=week.last)
    return list(records.for_rhythm().order_by("first"))


class WeekPlan:
    """The commitments of one week; `done_tasks` are the tasks that an entry of the week has."""

    def __init__(self, commitments: list[Commitment], done_tasks: set[int | None]) -> None:
        self.standing: list[Commitment] = []
        self.rows: list[tuple[Commitment, bool]] = []
        self.tasks: set[int] = set()
        for commitment in commitments:
            if commitment.state == CommitmentState.DROPPED:
                continue
            self.standing.append(commitment)
            self.rows.append((commitment, self._is_done(commitment, done_tasks)))
            self.tasks.add(commitment.task_id)

    @staticmethod
    def _is_done(commitment: Commitment, done_tasks: set[int | None]) -> bool:
        return commitment.state == CommitmentState.DONE or commitment.task_id in done_tasks

    @property
    def is_full(self) -> bool:
        return len(self.standing) >= MOST_COMMITMENTS

    @property
    def still_open(self) -> list[Commitment]:
        """What is planned and neither done nor carried into another week."""
        still_open = []
        for commitment, is_done in self.rows:
            if not is_done and commitment.state == CommitmentState.PLANNED:
                still_open.append(commitment)
        return still_open

    @property
    def wants_people(self) -> bool:
        """Something is planned, and nothing of it is done with somebody."""
        areas = {commitment.task.area.slug for commitment in self.standing}
        return bool(areas) and not areas & WITH_PEOPLE

    @property
    def done(self) -> int:
        return sum(is_done for _commitment, is_done in self.rows)


def left_over(around: list[Commitment], week: Week) -> list[Commitment]:
    """Return what of the week before was planned and neither done, dropped nor carried over."""
    left = []
    for commitment in around:
        planned = commitment.state == CommitmentState.PLANNED and not commitment.was_done
        if planned and commitment.first not in week:
            left.append(commitment)
    return left


def plans_since(user: User, day: date) -> list[tuple[Commitment, bool]]:
    """Read what is planned in the weeks that begin on a day or later, each with whether it is done.

    Two queries; the oldest first.
    """
    planned = Commitment.objects.owned_by(user).filter(first__gte=day)
    activities = Activity.objects.owned_by(user).live().filter(date__gte=day)
    done_in = set()
    for task, on in activities.exclude(task=None).values_list("task", "date"):
        done_in.add((user.week_of(on), task))
    rows = []
    for commitment in planned.select_related("task").order_by("pk"):
        if commitment.state != CommitmentState.DROPPED:
            ticked = commitment.state == CommitmentState.DONE
            week = user.week_of(commitment.first)
            rows.append((commitment, ticked or (week, commitment.task_id) in done_in))
    return rows


def plan_of(user: User, week: Week) -> WeekPlan:
    """Read the plan of any week, with what its entries did."""
    activities = Activity.objects.owned_by(user).live().filter(date__range=(week.first, week.last))
    done: set[int | None] = set(activities.values_list("task", flat=True))
    return WeekPlan(list(Commitment.objects.owned_by(user).for_week(week)), done)


def snapshot_of(user: User, week: Week) -> dict[str, Any]:
    """Return how a week stands: its sums, and each commitment with whether it was done."""
    sums = DayTotal.objects.owned_by(user).within(week.first, week.last).sums()
    rows = plan_of(user, week).rows
    commitments = [[str(commitment.task), is_done] for commitment, is_done in rows]
    return {**sums, "commitments": commitments}
