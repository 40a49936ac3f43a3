"""Reading advice for its board and the choice of its quotes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.journal.models import Quote
from tracker.recommendations.models import (
    Recommendation,
    RecommendationQuerySet,
    RecommendationState,
)

# How many cards a column shows; a decided one is history and shows fewer.
MOST_OPEN, MOST_DECIDED = 8, 5
# What will stand in a column that is empty.
WHAT_STANDS_THERE = {
    RecommendationState.DRAFT: _("What you are writing, until it goes to one PM."),
    RecommendationState.SENT: _("What went out and waits for a word back."),
    RecommendationState.HEARD: _("What they have heard and not decided on."),
    RecommendationState.ADOPTED: _("What they took up. Each earns its points here."),
    RecommendationState.DECLINED: _("What they turned down, with the reason they gave."),
}


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One state: the newest cards, how many there are in all, and what an empty one is for."""

    state: str
    name: str
    cards: list[Recommendation]
    total: int
    what_stands_there: str

    @property
    def more(self) -> int:
        return self.total - len(self.cards)


def board(recommendations: RecommendationQuerySet, today: date) -> list[BoardColumn]:
    """Return a column for each state, newest first: three queries in all."""
    totals: dict[str, int] = {}
    counted = recommendations.live().order_by().values("state").annotate(number=Count("pk"))
    for row in counted:
        totals[row["state"]] = row["number"]
    cards: dict[str, list[Recommendation]] = {}
    for card in count_days(_newest_of_each(recommendations), today):
        cards.setdefault(card.state, []).append(card)
    columns = []
    for state in RecommendationState:
        shown = cards.get(state, [])[: _most(state)]
        about = str(WHAT_STANDS_THERE[state])
        columns.append(BoardColumn(state, str(state.label), shown, totals.get(state, 0), about))
    return columns


def _newest_of_each(recommendations: RecommendationQuerySet) -> RecommendationQuerySet:
    """Return the newest few of each state."""
    place = Window(
        RowNumber(),
        partition_by=[F("state")],
        order_by=[F("updated_at").desc(), F("pk").desc()],
    )
    newest = recommendations.live().annotate(place=place).filter(place__lte=MOST_OPEN).order_by()
    pks = list(newest.values_list("pk", flat=True))
    return recommendations.filter(pk__in=pks).for_board()


def count_days(cards: Iterable[Recommendation], today: date) -> list[Recommendation]:
    """Return the same, each with its `days` in its state."""
    counted = list(cards)
    for card in counted:
        card.days = (today - card.since).days
    return counted


def choices(user: User, chosen: Iterable[Quote], words: str, most: int) -> list[Quote]:
    """Find at most `most` of one's live quotes that have the words and are not chosen already."""
    matching = Quote.objects.owned_by(user).for_ledger().matching(words)
    chosen_pks = [quote.pk for quote in chosen]
    return list(matching.exclude(pk__in=chosen_pks).order_by("-date", "-pk")[:most])


def _most(state: str) -> int:
    return MOST_DECIDED if state in Recommendation.DECIDED else MOST_OPEN
