"""Writing the rhythm: targets, skips, commitments, the review. Each is one transaction."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.journal.models import Activity
from tracker.shared.owned import lock
from tracker.shared.weeks import Week
from tracker.week.models import MOST_COMMITMENTS, Commitment, CommitmentState, WeekRecord

MOST_SKIPPED_AHEAD = 52


class EnoughError(Exception):
    """Three commitments are the most for a week: a plan, not a wish list."""


class AlreadyTakenOnError(Exception):
    """The task is among the week's commitments."""


@transaction.atomic
def set_target(owner: User, measure: str, number: int) -> None:
    """Let a weekly target count from next week on; the first one ever counts at once.

    `number` 0 ends it: weeks without a target are neither kept nor missed.
    """
    lock(owner)
    targets = WeekRecord.objects.owned_by(owner).exclude(target=None).order_by("first")
    this_week = owner.this_week
    standing = targets.filter(first__lte=this_week.last).last()
    targets.filter(first__gt=this_week.last).update(target=None, measure="")
    if standing and (standing.measure, standing.target) == (measure, number):
        return
    starts = this_week.back(-1) if standing and standing.target else this_week
    record = _record(owner, starts)
    record.measure, record.target = measure, number
    record.save()


@transaction.atomic
def set_skipped(owner: User, week: Week, weeks: int, skipped: bool) -> None:
    """Mark that many weeks from `week` on as skipped, or take that back."""
    lock(owner)
    for number in range(min(weeks, MOST_SKIPPED_AHEAD)):
        record = _record(owner, week.back(-number))
        record.is_skipped = skipped
        record.save()


@transaction.atomic
def take_on(owner: User, week: Week, task: Task) -> Commitment:
    """Commit to a task for a week. Raises AlreadyTakenOnError or EnoughError."""
    lock(owner)
    standing = Commitment.objects.owned_by(owner).of(week)
    commitment = standing.filter(task=task).first()
    if commitment and commitment.state != CommitmentState.DROPPED:
        raise AlreadyTakenOnError
    _refuse_fourth(standing)
    if commitment:
        commitment.state = CommitmentState.PLANNED
        commitment.save(update_fields=["state"])
        return commitment
    return Commitment.objects.create(owner=owner, first=week.first, task=task)


def tick(commitment: Commitment, done: bool) -> None:
    """Say that it is done, or that it is not after all."""
    commitment.state = CommitmentState.DONE if done else CommitmentState.PLANNED
    commitment.save(update_fields=["state"])


def drop(commitment: Commitment) -> None:
    """Let it go, without blame; it can be taken on again."""
    commitment.state = CommitmentState.DROPPED
    commitment.save(update_fields=["state"])


@transaction.atomic
def carry_over(commitment: Commitment) -> Commitment:
    """Take what was left of an earlier week into this one.

    Raises EnoughError where this week is full; where it is there already, that one stands.
    """
    owner = commitment.owner
    week = owner.this_week
    try:
        carried = take_on(owner, week, commitment.task)
    except AlreadyTakenOnError:
        carried = Commitment.objects.owned_by(owner).of(week).get(task=commitment.task)
    carried.times_carried = max(carried.times_carried, commitment.times_carried + 1)
    carried.save(update_fields=["times_carried"])
    commitment.state = CommitmentState.CARRIED
    commitment.save(update_fields=["state"])
    return carried


@transaction.atomic
def close_week(owner: User, week: Week, answers: dict[str, str], snapshot: dict[str, Any]) -> None:
    """Keep the look back at a week, and how the week stood; closing again replaces both."""
    lock(owner)
    record = _record(owner, week)
    for name, text in answers.items():
        setattr(record, name, text)
    record.closed_at, record.snapshot = timezone.now(), snapshot
    record.save()


def close_commitments(commitments: Iterable[tuple[Commitment, str]]) -> None:
    """Keep, drop or tick each commitment as its review says: "keep", "drop" or "done"."""
    for commitment, verdict in commitments:
        if verdict == "keep":
            if commitment.state == CommitmentState.PLANNED:
                carry_over(commitment)
        elif verdict == "drop":
            drop(commitment)
        elif verdict == "done":
            tick(commitment, done=True)


def keep_lesson(activity: Activity | None, learned: str) -> None:
    """Write what a week taught into the lesson of one of its entries, if one was chosen."""
    if activity and learned:
        activity.lesson = learned
        activity.save(update_fields=["lesson", "updated_at"])


def _refuse_fourth(standing: Any) -> None:
    if standing.exclude(state=CommitmentState.DROPPED).count() >= MOST_COMMITMENTS:
        raise EnoughError


def _record(owner: User, week: Week) -> WeekRecord:
    """Return the week's record, or a new one that is not saved."""
    records = WeekRecord.objects.owned_by(owner).of(week).order_by("first")
    return records.first() or WeekRecord(owner=owner, first=week.first)
