"""Writing the journal. Each function is one transaction and leaves points and sums exact."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from tracker.accounts.models import User
from tracker.journal import participants, points, skill_totals, totals
from tracker.journal.models import MOST_QUOTES, QUOTE_FIELDS, Activity, Quote
from tracker.journal.participants import WrittenPeople
from tracker.people.models import Person
from tracker.people.names import TypedPeople
from tracker.people.steps import PeopleStep
from tracker.shared.owned import lock


class AlreadyLoggedError(Exception):
    """This client_id was logged before; `activity` is the entry that it made."""

    def __init__(self, activity: Activity) -> None:
        super().__init__(activity.client_id)
        self.activity = activity


class ChangedMeanwhileError(Exception):
    """Somebody else's write came first; `activity` is the entry as it is now."""

    def __init__(self, activity: Activity) -> None:
        super().__init__(activity.pk)
        self.activity = activity


class TooManyQuotesError(Exception):
    """An entry holds at most a hundred quotes."""


@dataclass(frozen=True, slots=True)
class LoggedActivity:
    """A saved entry: the quotes that stand on it, whom it added to one's people and moved on."""

    activity: Activity
    quotes: list[Quote]
    new_people: list[Person]
    advanced: list[Person]
    # Whom to ask about, because the task is about other people (journal.participants).
    unsure: list[Person] = field(default_factory=list)
    newly_met: int = 0

    @property
    def points(self) -> int:
        """All that it earned: its own points and its quotes'."""
        return self.activity.points + sum(quote.points for quote in self.quotes)


@transaction.atomic
def log_activity(
    owner: User,
    activity: Activity,
    *,
    quotes: Sequence[Quote] = (),
    people: TypedPeople | None = None,
    step: PeopleStep | None = None,
) -> LoggedActivity:
    """Save an unsaved activity with its unsaved quotes, in their order, and people for `owner`.

    `step` is what it moves those people on to.
    Raises AlreadyLoggedError when an entry with its client_id is there, deleted or not.
    """
    lock(owner)
    if earlier := Activity.objects.owned_by(owner).filter(client_id=activity.client_id).first():
        raise AlreadyLoggedError(earlier)
    activity.owner = owner
    points.price(activity)
    activity.save()
    _write_quotes(activity, quotes)
    _recount(owner, [activity.task_id], [], [activity.date])
    written = participants.write_people(activity, people, step) if people else WrittenPeople()
    if activity.task_once:
        activity.refresh_from_db(fields=["points"])
    return _logged(activity, list(quotes), written)


@transaction.atomic
def log_together(owner: User, activities: Sequence[Activity]) -> list[Activity]:
    """Save unsaved activities, all of them or none; return those that were not logged before.

    Raises AlreadyLoggedError where the client_id of one stands for other words, or is deleted.
    """
    lock(owner)
    identities = [activity.client_id for activity in activities]
    before: dict[UUID, Activity] = {}
    for earlier in Activity.objects.owned_by(owner).filter(client_id__in=identities):
        before[earlier.client_id] = earlier
    new, tasks, days = [], [], []
    for activity in activities:
        if activity.client_id not in before:
            activity.owner = owner
            points.price(activity)
            new.append(activity)
            tasks.append(activity.task_id)
            days.append(activity.date)
        elif not _stands_as(before[activity.client_id], activity):
            raise AlreadyLoggedError(before[activity.client_id])
    Activity.objects.bulk_create(new)
    _recount(owner, tasks, [], days)
    return new


def says_the_same(activity: Activity, earlier: Activity, people: Iterable[Person] = ()) -> bool:
    """Return whether `earlier` stands, as `activity` with these people would."""
    return _stands_as(earlier, activity) and set(earlier.people.live()) == set(people)


def _stands_as(earlier: Activity, activity: Activity) -> bool:
    """Return whether `earlier` stands and is what a line or a grid would make of `activity`."""
    return earlier.stands_as(activity, (*Activity.REPEATED_FIELDS, "date"))


@transaction.atomic
def edit_activity(
    owner: User,
    activity: Activity,
    *,
    quotes: Sequence[Quote],
    people: TypedPeople | None = None,
    step: PeopleStep | None = None,
) -> LoggedActivity:
    """Save changed values of a live activity; `quotes` and `people` are all that shall stand on it.

    Those with a primary key must be its own. What is left out is deleted with the undo of its
    entry. Another task is priced as of today, the same task keeps the price it was logged at.
    Raises Activity.DoesNotExist where it was deleted since it was read, ChangedMeanwhileError
    where it was changed.
    """
    lock(owner)
    before = Activity.objects.owned_by(owner).live().get(pk=activity.pk)
    if before.updated_at != activity.updated_at:
        raise ChangedMeanwhileError(before)
    if activity.task_id != before.task_id:
        points.price(activity)
    else:
        activity.task_points, activity.task_once = before.task_points, before.task_once
        activity.points = before.points
    activity.save()
    words = _replace_quotes(activity, quotes)
    _recount(owner, [before.task_id, activity.task_id], words, [before.date, activity.date])
    written = WrittenPeople()
    if people is not None:
        is_new_task = activity.task_id != before.task_id
        written = participants.write_people(activity, people, step, is_new_task=is_new_task)
    elif activity.date != before.date:
        participants.recount_all_of(activity)
    activity.refresh_from_db(fields=["points"])
    standing = list(activity.quotes.live())
    return _logged(activity, standing, written)


def _logged(activity: Activity, quotes: list[Quote], written: WrittenPeople) -> LoggedActivity:
    return LoggedActivity(
        activity, quotes, written.new, written.advanced, written.unsure, written.newly_met
    )


def _replace_quotes(activity: Activity, quotes: Sequence[Quote]) -> list[str]:
    """Let just these stand on a saved activity; return all words that earned or may earn now."""
    before = {quote.pk: quote for quote in activity.quotes.live()}
    words = [quote.fingerprint for quote in before.values()]
    standing = []
    for quote in quotes:
        if quote.pk in before:  # as it is now, not as it was when the form was made
            for name in ("points", "fingerprint", "position"):
                setattr(quote, name, getattr(before[quote.pk], name))
        if not quote.pk or quote.pk in before:
            standing.append(quote)
    removed = before.keys() - {quote.pk for quote in standing}
    activity.quotes.filter(pk__in=removed).update(
        deleted_at=timezone.now(), removed_alone=True, points=0
    )
    _write_quotes(activity, standing)
    return words + [quote.fingerprint for quote in standing]


@transaction.atomic
def set_skills(activity: Activity, skills: str | None) -> None:
    """Let a live entry practise these skills, slugs with a space between; None: as its task.

    Raises Activity.DoesNotExist where it was deleted since it was read.
    """
    owner = activity.owner
    lock(owner)
    activity = Activity.objects.owned_by(owner).live().get(pk=activity.pk)
    activity.own_skills = skills
    activity.save(update_fields=["own_skills", "updated_at"])
    skill_totals.recount_skills(owner, [activity.task_id])


@transaction.atomic
def delete_activity(activity: Activity) -> None:
    """Take an activity and its quotes out of every page and sum, for 30 days with undo."""
    owner = activity.owner
    lock(owner)
    activity.refresh_from_db(fields=["deleted_at"])
    if activity.deleted_at:
        return
    activity.deleted_at = timezone.now()
    activity.save(update_fields=["deleted_at", "updated_at"])
    quotes = activity.quotes.live()
    words = list(quotes.values_list("fingerprint", flat=True))
    quotes.update(deleted_at=activity.deleted_at, points=0)
    _recount(owner, [activity.task_id], words, [activity.date])
    participants.recount_all_of(activity)


@transaction.atomic
def restore_activity(activity: Activity) -> None:
    """Undo a delete: the activity and the quotes that went with it stand again."""
    owner = activity.owner
    lock(owner)
    activity.refresh_from_db(fields=["deleted_at"])
    if not activity.deleted_at:
        return
    quotes = activity.quotes.filter(deleted_at__isnull=False, removed_alone=False)
    words = list(quotes.values_list("fingerprint", flat=True))
    quotes.update(deleted_at=None)
    activity.deleted_at = None
    if activity.task_once:
        activity.points = 0
    activity.save(update_fields=["deleted_at", "points", "updated_at"])
    _recount(owner, [activity.task_id], words, [activity.date])
    participants.recount_all_of(activity)


@transaction.atomic
def restore_quote(quote: Quote) -> None:
    """Undo the removal of one quote from an entry that still stands.

    Raises Quote.DoesNotExist where either has changed in the meantime, and TooManyQuotesError.
    """
    lock(quote.owner)
    quote = Quote.objects.owned_by(quote.owner).removed().get(pk=quote.pk)
    quote.deleted_at, quote.removed_alone, quote.date = None, False, quote.activity.date
    quote.position = next(_free_positions(quote.activity.quotes.live()))
    quote.save(update_fields=["deleted_at", "removed_alone", "date", "position"])
    quote.activity.save(update_fields=["updated_at"])
    _recount(quote.owner, [], [quote.fingerprint], [quote.date])


def _write_quotes(activity: Activity, quotes: Sequence[Quote]) -> None:
    """Save quotes, new ones in their order, with what they earn as long as none is taken off.

    A changed one loses its points until `_recount`.
    """
    kept: list[Quote] = []
    new: list[Quote] = []
    for quote in quotes:
        group = kept if quote.pk else new
        group.append(quote)
        words = points.fingerprint(quote.text)
        if words != quote.fingerprint:
            quote.fingerprint, quote.points = words, 0
        quote.owner, quote.activity, quote.date = activity.owner, activity, activity.date
    points.pay_new(activity.owner, new)
    free = _free_positions(kept)
    for quote in new:
        quote.position = next(free)
    Quote.objects.bulk_create(new)
    Quote.objects.bulk_update(kept, [*QUOTE_FIELDS, "date", "fingerprint", "points"])


def _free_positions(standing: Iterable[Quote]) -> Iterator[int]:
    """Yield the numbers below a hundred that none of these quotes has; then TooManyQuotesError."""
    taken = {quote.position for quote in standing}
    for number in range(MOST_QUOTES):
        if number not in taken:
            yield number
    raise TooManyQuotesError


def _recount(
    owner: User, tasks: Iterable[int | None], fingerprints: Iterable[str], days: Iterable[date]
) -> None:
    tasks = set(tasks)
    touched = set(filter(None, tasks))
    changed = points.reassign_points(owner, touched, set(fingerprints))
    totals.recount(owner, {*days, *changed}, touched)
    skill_totals.recount_skills(owner, tasks)
