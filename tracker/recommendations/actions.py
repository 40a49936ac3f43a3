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
from tracker.recommendations.models import MOST_QUOTES, Recommendation, RecommendationState
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
        payments.keep(before.owner, [before.decided_on])


@transaction.atomic
def choose_quotes(
    recommendation: Recommendation, ticked: Collection[int], shown: Collection[int]
) -> None:
    """Let it rest on the `ticked` quotes and not on others of the `shown`; the rest stays.

    Keys that are not of the owner's live quotes are left out. Raises TooManyQuotesError, and
    NoQuoteError where it is sent and none would be left.
    """
    found = _fresh(recommendation)
    mine = Quote.objects.owned_by(found.owner).live()
    found.quotes.remove(*mine.filter(pk__in=set(shown) - set(ticked)))
    found.quotes.add(*mine.filter(pk__in=ticked))
    number = found.quotes.live().count()
    if number > MOST_QUOTES:
        raise TooManyQuotesError
    if not number and found.state != RecommendationState.DRAFT:
        raise NoQuoteError


@transaction.atomic
def send(recommendation: Recommendation, sending: Sending) -> Person | None:
    """Note to whom it went and when; of one that was sent before, correct it.

    Returns the person as they were where a talk planned with them was replaced by the follow-up.
    """
    found = _fresh(recommendation)
    if not found.quotes.live().exists():
        raise NoQuoteError
    if sending.news == Recommendation.News.UNKNOWN:
        raise NewsUnknownError
    _end_follow_up(found)
    found.to = _person(found.owner, sending.to)
    found.sent_on, found.news, found.news_note = sending.sent_on, sending.news, sending.news_note
    if found.state == RecommendationState.DRAFT:
        found.state = RecommendationState.SENT
    _save(found)
    return _plan_follow_up(found, sending.follow_up_on)


@transaction.atomic
def hear(recommendation: Recommendation, heard_on: date, answer: str) -> None:
    """They have taken it in and have not decided; a later state keeps its own."""
    found = _fresh(recommendation)
    if found.state == RecommendationState.DRAFT:
        raise WrongStateError
    found.heard_on, found.answer = heard_on, answer
    if found.state == RecommendationState.SENT:
        found.state = RecommendationState.HEARD
    _end_follow_up(found)
    _save(found)


@transaction.atomic
def decide(recommendation: Recommendation, *, adopted: bool, day: date, answer: str) -> None:
    """They took it or they did not; said again, it corrects the day, the words or the decision."""
    found = _fresh(recommendation)
    if found.state == RecommendationState.DRAFT:
        raise WrongStateError
    before = found.decided_on
    found.state = RecommendationState.ADOPTED if adopted else RecommendationState.DECLINED
    found.decided_on, found.answer, found.points = day, answer, 0
    _end_follow_up(found)
    _save(found)
    payments.keep(found.owner, [before, day])


@transaction.atomic
def step_back(recommendation: Recommendation, state: str = "") -> Recommendation:
    """Undo the last step, whatever it earned included; what they said is kept.

    `state` is the one from which to go back: WrongStateError where it is in another one by now.
    """
    found = _fresh(recommendation)
    if state and state != found.state:
        raise WrongStateError
    day = found.decided_on
    if found.state in Recommendation.DECIDED:
        found.state = RecommendationState.HEARD if found.heard_on else RecommendationState.SENT
        found.decided_on, found.points = None, 0
    elif found.state == RecommendationState.HEARD:
        found.state, found.heard_on = RecommendationState.SENT, None
    elif found.state == RecommendationState.SENT:
        _end_follow_up(found)
        found.state, found.sent_on = RecommendationState.DRAFT, None
    else:
        raise WrongStateError
    found.save()
    payments.keep(found.owner, [day])
    return found


@transaction.atomic
def delete(recommendation: Recommendation) -> None:
    """Take it out of every page and sum, for 30 days with undo."""
    found = _fresh(recommendation)
    _end_follow_up(found)
    found.points = 0
    found.soft_delete("points", "updated_at")
    payments.keep(found.owner, [found.decided_on])


@transaction.atomic
def restore(recommendation: Recommendation) -> None:
    owner = recommendation.owner
    lock(owner)
    found = Recommendation.objects.owned_by(owner).deleted().get(pk=recommendation.pk)
    found.restore("updated_at")
    payments.keep(owner, [found.decided_on])


def follow_up(recommendation: Recommendation) -> str:
    """What the next talk with its reader is about."""
    return _("Follow up: %(title)s") % {"title": recommendation.title}


def _fresh(recommendation: Recommendation) -> Recommendation:
    """The row as it is now, locked until the transaction ends."""
    owner = recommendation.owner
    lock(owner)
    mine = Recommendation.objects.owned_by(owner).live().select_related("owner", "to")
    return mine.get(pk=recommendation.pk)


def _save(found: Recommendation) -> None:
    days = [day for day in (found.sent_on, found.heard_on, found.decided_on) if day]
    if days != sorted(days):
        raise WrongOrderError
    found.save()


def _person(owner: User, named: TypedPeople) -> Person:
    """The one person of `named`; a new name becomes a product manager of one's own company."""
    if named.known:
        return named.known[0]
    name = named.new[0]
    # Sent twice at once, the same name is one person.
    there = Person.objects.owned_by(owner).live().filter(name__iexact=name, company="").first()
    return there or add_by_name(owner, [name], PersonKind.PM)[0]


def _plan_follow_up(found: Recommendation, day: date | None) -> Person | None:
    if not (found.to and day):
        return None
    before = Person.objects.get(pk=found.to.pk)
    found.to.next_touch_on, found.to.next_touch_about = day, follow_up(found)
    found.to.save(update_fields=["next_touch_on", "next_touch_about"])
    return before if before.next_touch_on else None


def _end_follow_up(found: Recommendation) -> None:
    """Nobody is reminded of an answer that has come; another talk with them stays planned."""
    if found.to and found.to.next_touch_about == follow_up(found):
        found.to.next_touch_on, found.to.next_touch_about = None, ""
        found.to.save(update_fields=["next_touch_on", "next_touch_about"])
