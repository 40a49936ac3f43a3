"""Writing the journal. Each function is one transaction and leaves points and sums exact."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from tracker.accounts.models import User
from tracker.journal import participants, points, totals
from tracker.journal.models import MOST_QUOTES, Activity, Quote
from tracker.people.models import Person
from tracker.people.names import TypedPeople
from tracker.shared.owned import lock

WRITTEN = [
    "text",
    "speaker",
    "customer",
    "setting",
    "theme",
    "shareable",
    "date",
    "fingerprint",
    "points",
]


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


@transaction.atomic
def log_activity(
    owner: User,
    activity: Activity,
    quotes: Sequence[Quote] = (),
    people: TypedPeople | None = None,
    step: str = "",
) -> Activity:
    """Save an unsaved activity with its unsaved quotes, in their order, and people for `owner`.

    `step` is what it moves those people on to (tracker.people.steps.CHOICES). The activity comes
    back with `live_quotes`, and with `news` of what became of them.

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
    if people:
        activity.news = participants.write_people(activity, people, step)
    if activity.task_once:
        activity.refresh_from_db(fields=["points"])
    activity.live_quotes = list(quotes)
    return activity


@transaction.atomic
def log_together(owner: User, activities: Sequence[Activity]) -> list[Activity]:
    """Save unsaved activities, all of them or none; returns those that were not logged before.

    Raises AlreadyLoggedError where the client_id of one stands for other words, or is deleted.
    """
    lock(owner)
    mine = Activity.objects.owned_by(owner)
    stood = mine.filter(client_id__in=[activity.client_id for activity in activities])
    before = {activity.client_id: activity for activity in stood}
    new = []
    for activity in activities:
        if earlier := before.get(activity.client_id):
            if not _holds(earlier, activity):
                raise AlreadyLoggedError(earlier)
            continue
        activity.owner = owner
        points.price(activity)
        new.append(activity)
    Activity.objects.bulk_create(new)
    _recount(owner, [entry.task_id for entry in new], [], [entry.date for entry in new])
    return new


def says_the_same(one: Activity, earlier: Activity, people: Iterable[Person] = ()) -> bool:
    """Whether `earlier` stands, as `one` with these people would."""
    return _holds(earlier, one) and set(earlier.people.live()) == set(people)


def _holds(earlier: Activity, one: Activity) -> bool:
    """Whether `earlier` stands and has the task, project, title, date and minutes of `one`."""
    return earlier.deleted_at is None and all(
        getattr(one, name) == getattr(earlier, name)
        for name in ("task_id", "project_id", "title", "date", "minutes")
    )


@transaction.atomic
def edit_activity(
    activity: Activity, quotes: Sequence[Quote], people: TypedPeople | None = None, step: str = ""
) -> None:
    """Save changed values of a live activity; `quotes` and `people` are all that shall stand on it.

    Those with a primary key must be its own. What is left out is deleted with the undo of its
    entry. Another task is priced as of today, the same task keeps the price it was logged at.
    The activity has its points, `live_quotes` and `news` afterwards.
    Raises Activity.DoesNotExist where it was deleted since it was read, ChangedMeanwhileError
    where it was changed.
    """
    owner = activity.owner
    lock(owner)
    before = Activity.objects.owned_by(owner).live().get(pk=activity.pk)
    if before.updated_at != activity.updated_at:
        raise ChangedMeanwhileError(before)
    stood = {quote.pk: quote for quote in before.quotes.live()}
    if activity.task_id != before.task_id:
        points.price(activity)
    else:
        activity.task_points, activity.task_once = before.task_points, before.task_once
        activity.points = before.points
    activity.save()
    quotes = [quote for quote in quotes if not quote.pk or quote.pk in stood]
    for quote in quotes:
        if quote.pk:  # as they are now, not as they were when the form was made
            for name in ("points", "fingerprint", "position"):
                setattr(quote, name, getattr(stood[quote.pk], name))
    words = [quote.fingerprint for quote in stood.values()]
    removed = stood.keys() - {quote.pk for quote in quotes}
    before.quotes.filter(pk__in=removed).update(
        deleted_at=timezone.now(), removed_alone=True, points=0
    )
    _write_quotes(activity, quotes)
    words += [quote.fingerprint for quote in quotes]
    _recount(owner, [before.task_id, activity.task_id], words, [before.date, activity.date])
    if people is not None:
        activity.news = participants.write_people(activity, people, step)
    activity.refresh_from_db(fields=["points"])
    activity.live_quotes = list(activity.quotes.live())


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
    kept = [quote for quote in quotes if quote.pk]
    new = [quote for quote in quotes if not quote.pk]
    free = _free_positions(kept)
    for quote in quotes:
        words = points.fingerprint(quote.text)
        if words != quote.fingerprint:
            quote.fingerprint, quote.points = words, 0
        quote.owner, quote.activity, quote.date = activity.owner, activity, activity.date
    points.pay_new(activity.owner, new)
    for quote in new:
        quote.position = next(free)
    Quote.objects.bulk_create(new)
    Quote.objects.bulk_update(kept, WRITTEN)


def _free_positions(standing: Iterable[Quote]) -> Iterator[int]:
    """Numbers below a hundred that none of these quotes has; then TooManyQuotesError."""
    taken = {quote.position for quote in standing}
    yield from (number for number in range(MOST_QUOTES) if number not in taken)
    raise TooManyQuotesError


def _recount(
    owner: User, tasks: Iterable[int | None], fingerprints: Iterable[str], days: Iterable[date]
) -> None:
    touched = {task for task in tasks if task is not None}
    changed = points.reassign_points(owner, touched, set(fingerprints))
    totals.recount(owner, {*days, *changed}, touched)
