"""The life of a suggestion: sent, perhaps taken back, and answered once."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.catalogue.models import TAKEN_SLUGS, TITLE_LIMIT, Area, FormerSlug, Level, Task
from tracker.shared.owned import lock
from tracker.suggestions.models import Suggestion, SuggestionState
from tracker.suggestions.queries import waiting_duplicate

DAY = timedelta(hours=24)
MOST_A_DAY = 5
MOST_WAITING = 20
SLUG_LIMIT = 80
# Kept free at the end of a title or an address for the number that makes it the only one.
ROOM = 8
LAST_PLACE = 32_767  # the largest number that the column holds


class TooManyTodayError(Exception):
    """Enough for a day; the next can be sent at `again_at`."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__()
        self.again_at = again_at


class TooManyWaitingError(Exception):
    """Enough for the curators to answer first."""


class AlreadyWaitingError(Exception):
    """The owner has sent `earlier` under the same title, and nobody has answered it."""

    def __init__(self, earlier: Suggestion) -> None:
        super().__init__()
        self.earlier = earlier


class AlreadyAnsweredError(Exception):
    """It waits no longer: a curator has answered it, or its owner has taken it back."""


class Place(NamedTuple):
    """Where in the catalogue a task goes."""

    level: Level
    area: Area


@transaction.atomic
def suggest(owner: User, suggestion: Suggestion) -> Suggestion:
    """Send an unsaved suggestion to the curators.

    Raises AlreadyWaitingError, TooManyTodayError or TooManyWaitingError, and then keeps nothing.
    """
    lock(owner)
    if earlier := waiting_duplicate(owner, suggestion.title):
        raise AlreadyWaitingError(earlier)
    now = timezone.now()
    own_suggestions = Suggestion.objects.owned_by(owner)
    sent = own_suggestions.since(now - DAY).order_by("created_at")
    lately = list(sent.values_list("created_at", flat=True))
    if len(lately) >= MOST_A_DAY:
        raise TooManyTodayError(lately[-MOST_A_DAY] + DAY)
    if own_suggestions.waiting().count() >= MOST_WAITING:
        raise TooManyWaitingError
    suggestion.owner, suggestion.created_at = owner, now
    suggestion.save()
    return suggestion


@transaction.atomic
def withdraw(suggestion: Suggestion) -> None:
    """Delete what nobody has answered; raises AlreadyAnsweredError where somebody has."""
    _lock_waiting(suggestion)
    suggestion.delete()


def see_answers(owner: User, read: datetime) -> None:
    """Note that their owner has looked at every answer that there was at that moment."""
    seen = Suggestion.objects.owned_by(owner).unseen().filter(decided_at__lte=read)
    seen.update(seen_at=timezone.now())
    User.objects.filter(pk=owner.pk).update(has_answer=False)


@transaction.atomic
def accept(
    suggestion: Suggestion, curator: User, place: Place, credit: bool, reason: str = ""
) -> Task:
    """Make a draft of it, last in its place, for the curator to finish and publish.

    Its evidence is left empty and its summary repeats the title: nobody has written them yet.
    The owner is named where they asked for it, have a name, and `credit` keeps it.
    Raises AlreadyAnsweredError where somebody was quicker.
    """
    _lock_waiting(suggestion)
    # One acceptance at a time: title, address and place depend on the tasks that are there.
    list(Area.objects.select_for_update().order_by("pk"))
    last = Task.objects.filter(**place._asdict()).aggregate(last=Max("position"))["last"]
    task = Task.objects.create(
        title=_free_title(suggestion.title),
        slug=_free_slug(suggestion.title),
        **place._asdict(),
        summary=suggestion.title,
        how_to=_steps(suggestion),
        why=suggestion.why,
        evidence="",
        effort=Task.Effort.MEDIUM,
        position=0 if last is None else min(last + 1, LAST_PLACE),
        credit=suggestion.owner.display_name if credit and suggestion.credit else "",
    )
    _answer(suggestion, curator, SuggestionState.ACCEPTED, reason, task)
    return task


@transaction.atomic
def merge(suggestion: Suggestion, curator: User, task: Task, reason: str = "") -> None:
    """Answer that `task` says it already, or says it now.

    Raises AlreadyAnsweredError where somebody was quicker.
    """
    _lock_waiting(suggestion)
    _answer(suggestion, curator, SuggestionState.MERGED, reason, task)


@transaction.atomic
def decline(suggestion: Suggestion, curator: User, reason: str) -> None:
    """Answer that it becomes no task, and why.

    Raises AlreadyAnsweredError where somebody was quicker.
    """
    _lock_waiting(suggestion)
    _answer(suggestion, curator, SuggestionState.DECLINED, reason)


def _lock_waiting(suggestion: Suggestion) -> None:
    """Hold the row until the transaction ends, so that it is answered once."""
    rows = Suggestion.objects.waiting().select_for_update().filter(pk=suggestion.pk)
    if not list(rows.values_list("pk")):
        raise AlreadyAnsweredError


def _answer(
    suggestion: Suggestion,
    curator: User,
    state: SuggestionState,
    reason: str,
    task: Task | None = None,
) -> None:
    suggestion.state, suggestion.reason, suggestion.task = state, reason, task
    suggestion.decided_by, suggestion.decided_at = curator, timezone.now()
    suggestion.save(update_fields=["state", "reason", "task", "decided_by", "decided_at"])
    User.objects.filter(pk=suggestion.owner_id).update(has_answer=True)


def _steps(suggestion: Suggestion) -> str:
    """Return the how-to, with the link as its last step."""
    if not suggestion.link:
        return suggestion.how_to
    return f"{suggestion.how_to}\n{_('See also %(link)s') % {'link': suggestion.link}}"


def _free_title(wanted: str) -> str:
    """Return `wanted`, or with a number behind it where a task, published or not, has that."""
    taken = {title.casefold() for title in Task.objects.values_list("title", flat=True)}
    stem = wanted[: TITLE_LIMIT - ROOM].rstrip()
    number = 1
    title = wanted
    while title.casefold() in taken:
        number += 1
        title = f"{stem} ({number})"
    return title


def _free_slug(title: str) -> str:
    """Return an address that no task has or had, and that is none of the site's own."""
    wanted = slugify(title)[: SLUG_LIMIT - ROOM].strip("-") or "task"
    taken = {
        *TAKEN_SLUGS,
        *Task.objects.values_list("slug", flat=True),
        *FormerSlug.objects.values_list("slug", flat=True),
    }
    number = 1
    slug = wanted
    while slug in taken:
        number += 1
        slug = f"{wanted}-{number}"
    return slug
