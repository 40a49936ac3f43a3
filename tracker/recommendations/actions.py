"""Writing advice. Each function is one transaction and leaves points and sums exact.

A recommendation that is handed in is read again under the owner's lock: what it held before may
be stale. Recommendation.DoesNotExist says that it was deleted in the meantime.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.journal.models import Quote
from tracker.people.actions import add_by_name
from tracker.people.models import Person, PersonKind
from tracker.people.names import TypedPeople
from tracker.recommendations import payments
from tracker.recommendations.models import (
    ADOPTED_POINTS,
    MOST_QUOTES,
    Recommendation,
    RecommendationState,
)
from tracker.shared.owned import lock

WRITTEN = ["outcome", "title", "problem", "suggestion", "effect", "news", "news_note", "project"]


class NoQuoteError(Exception):
    """Advice is sent, and stays sent, only while at least one live quote carries it."""


class NewsUnknownError(Exception):
    """Nobody has said yet whether it would be news to the PM."""


class TooManyQuotesError(Exception):
    """A one-page brief rests on twenty quotes at most."""


class WrongStateError(Exception):
    """The step does not follow from the state in which the recommendation is now."""


class WrongOrderError(Exception):
    """It would be heard before it was sent, or decided before it was heard."""


@dataclass(frozen=True, slots=True)
class Sending:
    """To whom it went and when; `follow_up_on` plans the next talk with that person."""

    to: TypedPeople
    sent_on: date
    news: str
    news_note: str = ""
    follow_up_on: date | None = None


@transaction.atomic
def add(owner: User, recommendation: Recommendation, quote: Quote | None = None) -> Recommendation:
    """Save an unsaved draft, resting on `quote` where it began with one."""
    lock(owner)
    recommendation.owner = owner
    recommendation.save()
    if quote:
        recommendation.quotes.add(quote)
    return recommendation


@transaction.atomic
def edit(recommendation: Recommendation) -> None:
    """Save changed words; another title may be the same advice as another row's."""
    before = _fresh(recommendation)
    recommendation.save(update_fields=[*WRITTEN, "updated_at"])
    if before.to and before.to.next_touch_about == follow_up(before):
        before.to.next_touch_about = follow_up(recommendation)
        before.to.save(update_fields=["next_touch_about"])
    if before.state == RecommendationState.ADOPTED:
        payments.reassign_points(before.owner, [before.decided_on])


@transaction.atomic
def choose_quotes(
    recommendation: Recommendation, ticked: Collection[int], shown: Collection[int]
) -> None:
    """Let it rest on the `ticked` quotes and not on others of the `shown`; the rest stays.

    Keys that are not of the owner's live quotes are left out. Raises TooManyQuotesError, and
    NoQuoteError where it is sent and none would be left.
    """
    recommendation = _fresh(recommendation)
    own_quotes = Quote.objects.owned_by(recommendation.owner).live()
    recommendation.quotes.remove(*own_quotes.filter(pk__in=set(shown) - set(ticked)))
    recommendation.quotes.add(*own_quotes.filter(pk__in=ticked))
    number = recommendation.quotes.live().count()
    if number > MOST_QUOTES:
        raise TooManyQuotesError
    if not number and recommendation.state != RecommendationState.DRAFT:
        raise NoQuoteError


@transaction.atomic
def send(recommendation: Recommendation, sending: Sending) -> Person | None:
    """Note to whom it went and when; of one that was sent before, correct it.

    Returns the person as they were where a talk planned with them was replaced by the follow-up.
    """
    recommendation = _fresh(recommendation)
    if not recommendation.quotes.live().exists():
        raise NoQuoteError
    if sending.news == Recommendation.News.UNKNOWN:
        raise NewsUnknownError
    _end_follow_up(recommendation)
    recommendation.to = _person(recommendation.owner, sending.to)
    recommendation.sent_on = sending.sent_on
    recommendation.news, recommendation.news_note = sending.news, sending.news_note
    if recommendation.state == RecommendationState.DRAFT:
        recommendation.state = RecommendationState.SENT
    _save(recommendation)
    return _plan_follow_up(recommendation, sending.follow_up_on)


@transaction.atomic
def hear(recommendation: Recommendation, heard_on: date, answer: str) -> None:
    """Note that they have taken it in and have not decided; a later state keeps its own."""
    recommendation = _fresh(recommendation)
    if recommendation.state == RecommendationState.DRAFT:
        raise WrongStateError
    recommendation.heard_on, recommendation.answer = heard_on, answer
    if recommendation.state == RecommendationState.SENT:
        recommendation.state = RecommendationState.HEARD
    _end_follow_up(recommendation)
    _save(recommendation)


@transaction.atomic
def decide(recommendation: Recommendation, *, adopted: bool, day: date, answer: str) -> None:
    """Note whether they took it; said again, correct the day, the words or the decision."""
    recommendation = _fresh(recommendation)
    if recommendation.state == RecommendationState.DRAFT:
        raise WrongStateError
    day_before = recommendation.decided_on
    if not adopted:
        recommendation.worth = None
    elif recommendation.state != RecommendationState.ADOPTED:
        # Correcting its day or its words later changes nothing of what it was worth.
        recommendation.worth = ADOPTED_POINTS
    recommendation.state = RecommendationState.ADOPTED if adopted else RecommendationState.DECLINED
    recommendation.decided_on, recommendation.answer, recommendation.points = day, answer, 0
    _end_follow_up(recommendation)
    _save(recommendation)
    payments.reassign_points(recommendation.owner, [day_before, day])


@transaction.atomic
def step_back(recommendation: Recommendation, state: str = "") -> Recommendation:
    """Undo the last step, whatever it earned included; what they said is kept.

    `state` is the one from which to go back: WrongStateError where it is in another one by now.
    """
    recommendation = _fresh(recommendation)
    if state and state != recommendation.state:
        raise WrongStateError
    day = recommendation.decided_on
    if recommendation.state in Recommendation.DECIDED:
        recommendation.state = (
            RecommendationState.HEARD if recommendation.heard_on else RecommendationState.SENT
        )
        recommendation.decided_on, recommendation.points, recommendation.worth = None, 0, None
    elif recommendation.state == RecommendationState.HEARD:
        recommendation.state, recommendation.heard_on = RecommendationState.SENT, None
    elif recommendation.state == RecommendationState.SENT:
        _end_follow_up(recommendation)
        recommendation.state, recommendation.sent_on = RecommendationState.DRAFT, None
    else:
        raise WrongStateError
    recommendation.save()
    payments.reassign_points(recommendation.owner, [day])
    return recommendation


@transaction.atomic
def delete(recommendation: Recommendation) -> None:
    """Take it out of every page and sum, for 30 days with undo."""
    recommendation = _fresh(recommendation)
    _end_follow_up(recommendation)
    recommendation.points = 0
    recommendation.soft_delete("points", "updated_at")
    payments.reassign_points(recommendation.owner, [recommendation.decided_on])


@transaction.atomic
def restore(recommendation: Recommendation) -> None:
    owner = recommendation.owner
    lock(owner)
    deleted = Recommendation.objects.owned_by(owner).deleted().get(pk=recommendation.pk)
    deleted.restore("updated_at")
    payments.reassign_points(owner, [deleted.decided_on])


def follow_up(recommendation: Recommendation) -> str:
    """Return what the next talk with its reader is about."""
    return _("Follow up: %(title)s") % {"title": recommendation.title}


def _fresh(recommendation: Recommendation) -> Recommendation:
    """Return the row as it is now, locked until the transaction ends."""
    owner = recommendation.owner
    lock(owner)
    own = Recommendation.objects.owned_by(owner).live().select_related("owner", "to")
    return own.get(pk=recommendation.pk)


def _save(recommendation: Recommendation) -> None:
    last = date.min
    for day in (recommendation.sent_on, recommendation.heard_on, recommendation.decided_on):
        if day and day < last:
            raise WrongOrderError
        last = day or last
    recommendation.save()


def _person(owner: User, named: TypedPeople) -> Person:
    """Return the one person of `named`; a new name becomes a PM of one's own company."""
    if named.known:
        return named.known[0]
    name = named.new[0]
    # Sent twice at once, the same name is one person.
    known = Person.objects.owned_by(owner).live().filter(name__same=name, company="").first()
    return known or add_by_name(owner, [name], PersonKind.PM)[0]


def _plan_follow_up(recommendation: Recommendation, day: date | None) -> Person | None:
    if not (recommendation.to and day):
        return None
    before = Person.objects.get(pk=recommendation.to.pk)
    recommendation.to.next_touch_on, recommendation.to.next_touch_about = (
        day,
        follow_up(recommendation),
    )
    recommendation.to.save(update_fields=["next_touch_on", "next_touch_about"])
    return before if before.next_touch_on else None


def _end_follow_up(recommendation: Recommendation) -> None:
    """Remind nobody of an answer that has come; another talk with them stays planned."""
    if recommendation.to and recommendation.to.next_touch_about == follow_up(recommendation):
        recommendation.to.next_touch_on, recommendation.to.next_touch_about = None, ""
        recommendation.to.save(update_fields=["next_touch_on", "next_touch_about"])
