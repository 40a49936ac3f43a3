"""What happens to a pitch beyond saving a form. Each function is one transaction.

A pitch that is handed in is read again under the owner's lock; Pitch.DoesNotExist says that it was
deleted in the meantime.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from tracker.accounts.models import User
from tracker.journal.models import Quote
from tracker.people.actions import add_by_name
from tracker.people.models import Person
from tracker.people.names import TypedPeople
from tracker.shared.owned import lock
from tracker.stories.pitches.models import (
    FEWEST_WHYS,
    MOST_QUOTES,
    Pitch,
    PitchState,
    PitchWhy,
)

WRITTEN = ("title", "idea", "takes")


class TooEarlyError(Exception):
    """An idea is presented once three whys are answered under it."""


class TooManyQuotesError(Exception):
    """A pitch is one page, so it rests on twenty quotes at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One why as it was typed: its question may be left empty."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Around:
    """What belongs to a pitch beside its own words: the chain, to whom, whether it may go there."""

    whys: Sequence[Asked]
    to: TypedPeople = field(default_factory=TypedPeople)
    is_ready: bool = False


@transaction.atomic
def add(owner: User, pitch: Pitch, around: Around, *, quotes: Collection[Quote] = ()) -> Pitch:
    """Save an unsaved pitch with its chain, resting on `quotes`. Raises TooEarlyError."""
    lock(owner)
    pitch.owner = owner
    _save(pitch, around)
    pitch.quotes.add(*list(quotes)[:MOST_QUOTES])
    return pitch


@transaction.atomic
def edit(pitch: Pitch, around: Around) -> None:
    """Save changed words and the whole chain; one that was answered stays so.

    Raises TooEarlyError.
    """
    fresh = _fresh(pitch)
    for name in WRITTEN:
        setattr(fresh, name, getattr(pitch, name))
    _save(fresh, around)


@transaction.atomic
def choose_quotes(pitch: Pitch, ticked: Collection[int], shown: Collection[int]) -> None:
    """Let it rest on the `ticked` quotes and not on others of the `shown`; the rest stays.

    Keys that are not of the owner's live quotes are left out. Raises TooManyQuotesError.
    """
    pitch = _fresh(pitch)
    own_quotes = Quote.objects.owned_by(pitch.owner).live()
    pitch.quotes.remove(*own_quotes.filter(pk__in=set(shown) - set(ticked)))
    pitch.quotes.add(*own_quotes.filter(pk__in=ticked))
    if pitch.quotes.live().count() > MOST_QUOTES:
        raise TooManyQuotesError


@transaction.atomic
def answer(pitch: Pitch, *, text: str, day: date) -> None:
    """Note what they answered and when; said again, correct it. A draft raises TooEarlyError."""
    pitch = _fresh(pitch)
    if pitch.is_draft:
        raise TooEarlyError
    pitch.state, pitch.answer, pitch.answered_on = PitchState.ANSWERED, text, day
    pitch.save(update_fields=["state", "answer", "answered_on", "updated_at"])


@transaction.atomic
def take_answer_back(pitch: Pitch) -> None:
    """Let it wait for an answer again; one that has none stays as it is."""
    pitch = _fresh(pitch)
    if pitch.state == PitchState.ANSWERED:
        pitch.state, pitch.answer, pitch.answered_on = PitchState.PRESENT, "", None
        pitch.save(update_fields=["state", "answer", "answered_on", "updated_at"])


def delete(pitch: Pitch) -> None:
    """Take it out of every page, for 30 days with undo; its quotes stay where they are."""
    pitch.soft_delete()


def restore(pitch: Pitch) -> None:
    pitch.restore()


def _fresh(pitch: Pitch) -> Pitch:
    """Return the row as it is now, locked until the transaction ends."""
    lock(pitch.owner)
    return Pitch.objects.owned_by(pitch.owner).live().select_related("owner").get(pk=pitch.pk)


def _save(pitch: Pitch, around: Around) -> None:
    answered = sum(1 for why in around.whys if why.answer)
    presented = around.is_ready or pitch.state == PitchState.ANSWERED
    if presented and (answered < FEWEST_WHYS or not pitch.idea):
        raise TooEarlyError
    if pitch.state != PitchState.ANSWERED:
        pitch.state = PitchState.PRESENT if around.is_ready else PitchState.DRAFT
    pitch.to = _person(pitch.owner, around.to)
    pitch.save()
    _save_chain(pitch, around.whys)


def _save_chain(pitch: Pitch, whys: Sequence[Asked]) -> None:
    """Keep the rows that there are, in order; those too many go."""
    rows = list(pitch.whys.order_by("position"))
    for position, why in enumerate(whys):
        row = rows[position] if position < len(rows) else PitchWhy(owner=pitch.owner, pitch=pitch)
        row.position, row.question, row.answer = position, why.question, why.answer
        row.save()
    pitch.whys.filter(position__gte=len(whys)).delete()


def _person(owner: User, named: TypedPeople) -> Person | None:
    if named.known:
        return named.known[0]
    return add_by_name(owner, named.new)[0] if named.new else None
