"""Writing the rhythm: targets, skips, commitments, the review. Each is one transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.journal import actions as journal
from tracker.journal.models import Activity
from tracker.shared.owned import lock
from tracker.shared.weeks import Week
from tracker.week.models import MOST_COMMITMENTS, Commitment, CommitmentState, WeekRecord
from tracker.week.queries import snapshot_of

MOST_WEEKS_AHEAD = 52
TICKS = UUID("5f3c1f6e-8f0b-4f0e-9a53-0f4d3a1b7c2e")  # no meaning: what ticks name entries by


class EnoughError(Exception):
    """Three commitments are the most for a week: a plan, not a wish list."""


class AlreadyPlannedError(Exception):
    """The task is among the week's commitments."""


@dataclass(frozen=True, slots=True)
class ClosedWeek:
    """A week that was looked back at, and what was to go on but found its week full."""

    record: WeekRecord
    no_room: list[Commitment]


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
    for number in range(min(weeks, MOST_WEEKS_AHEAD)):
        record = _record(owner, week.back(-number))
        record.is_skipped = skipped
        record.save()


@transaction.atomic
def plan_task(owner: User, week: Week, task: Task) -> Commitment:
    """Put a task into the plan of a week. Raises AlreadyPlannedError or EnoughError."""
    lock(owner)
    standing = Commitment.objects.owned_by(owner).of(week)
    commitment = standing.filter(task=task).first()
    if commitment and commitment.state != CommitmentState.DROPPED:
        raise AlreadyPlannedError
    _refuse_fourth(standing)
    if commitment:
        commitment.state = CommitmentState.PLANNED
        commitment.save(update_fields=["state"])
        return commitment
    return Commitment.objects.create(owner=owner, first=week.first, task=task)


@transaction.atomic
def tick(commitment: Commitment) -> journal.LoggedActivity:
    """Log a commitment's task today; in a week that is over, on that week's last day.

    The same tick sent twice logs once, and one that was taken back brings its entry back. Where an
    entry of the week did it meanwhile, in another tab perhaps, that one stands.
    """
    owner = commitment.owner
    lock(owner)
    if done := list(_entries_of(commitment)[:1]):
        return journal.LoggedActivity(done[0], list(done[0].quotes.live()), [], [])
    day = min(owner.today, owner.week_of(commitment.first).last)
    name = uuid5(TICKS, f"{commitment.pk} {day}")
    activity = Activity(task=commitment.task, date=day, client_id=name)
    try:
        return journal.log_activity(owner, activity)
    except journal.AlreadyLoggedError as earlier:
        logged = earlier.activity
        logged.owner = owner
        journal.restore_activity(logged)
        return journal.LoggedActivity(logged, list(logged.quotes.live()), [], [])


class HasEvidenceError(Exception):
    """What did a commitment says more than a tick does; `activity` is the last such entry."""

    def __init__(self, activity: Activity) -> None:
        super().__init__(activity.pk)
        self.activity = activity


@transaction.atomic
def untick(commitment: Commitment) -> Activity | None:
    """Say that it is not done after all: delete the entry that a tick made, and return it.

    Raises HasEvidenceError where one holds more than a tick writes, or there are several.
    """
    owner = commitment.owner
    lock(owner)
    if commitment.state == CommitmentState.DONE:
        commitment.state = CommitmentState.PLANNED
        commitment.save(update_fields=["state"])
    entries = list(_entries_of(commitment)[:2])
    if not entries:
        return None
    if len(entries) > 1 or not entries[0].is_bare:
        raise HasEvidenceError(entries[0])
    journal.delete_activity(entries[0])
    return entries[0]


def drop(commitment: Commitment) -> None:
    """Let it go, without blame; it can be planned again."""
    commitment.state = CommitmentState.DROPPED
    commitment.save(update_fields=["state"])


@transaction.atomic
def carry_over(commitment: Commitment) -> Commitment:
    """Take what was left of an earlier week into this one, and of this week into the next.

    Raises EnoughError where that week is full; where it is there already, that one stands.
    """
    owner = commitment.owner
    own, current = owner.week_of(commitment.first), owner.this_week
    week = current if own.first < current.first else own.back(-1)
    try:
        carried = plan_task(owner, week, commitment.task)
    except AlreadyPlannedError:
        carried = Commitment.objects.owned_by(owner).of(week).get(task=commitment.task)
    carried.times_carried = max(carried.times_carried, commitment.times_carried + 1)
    carried.save(update_fields=["times_carried"])
    commitment.state = CommitmentState.CARRIED
    commitment.save(update_fields=["state"])
    return carried


@transaction.atomic
def close_week(
    owner: User,
    week: Week,
    *,
    answers: Mapping[str, str],
    verdicts: Iterable[tuple[Commitment, str]] = (),
    lesson_of: Activity | None = None,
) -> ClosedWeek:
    """Keep the look back at a week, and how the week stands then; closing again replaces both.

    `verdicts` say of its commitments "keep", "drop" or "done". What was learned becomes the lesson
    of `lesson_of`.
    """
    lock(owner)
    no_room = _settle(verdicts)
    learned = answers.get("learned", "")
    if lesson_of and learned:
        lesson_of.lesson = learned
        lesson_of.save(update_fields=["lesson", "updated_at"])
    record = _record(owner, week)
    for name, text in answers.items():
        setattr(record, name, text)
    record.closed_at, record.snapshot = timezone.now(), snapshot_of(owner, week)
    record.save()
    return ClosedWeek(record, no_room)


def _settle(verdicts: Iterable[tuple[Commitment, str]]) -> list[Commitment]:
    """Carry over, drop or log each commitment as its review says; return those without room."""
    no_room = []
    for commitment, verdict in verdicts:
        if verdict == "keep":
            try:
                carry_over(commitment)
            except EnoughError:
                no_room.append(commitment)
        elif verdict == "drop":
            drop(commitment)
        elif verdict == "done":
            tick(commitment)
    return no_room


def _entries_of(commitment: Commitment) -> QuerySet[Activity]:
    """Return the entries of a commitment's week that did it, the latest first."""
    owner = commitment.owner
    week = owner.week_of(commitment.first)
    done = Activity.objects.owned_by(owner).live().filter(task=commitment.task)
    done = done.filter(date__range=(week.first, week.last)).select_related("owner", "task")
    return done.order_by("-date", "-pk")


def _refuse_fourth(standing: Any) -> None:
    if standing.exclude(state=CommitmentState.DROPPED).count() >= MOST_COMMITMENTS:
        raise EnoughError


def _record(owner: User, week: Week) -> WeekRecord:
    """Return the week's record, or a new one that is not saved."""
    records = WeekRecord.objects.owned_by(owner).of(week).order_by("first")
    return records.first() or WeekRecord(owner=owner, first=week.first)
