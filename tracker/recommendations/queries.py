"""Reading advice for its board and the choice of its quotes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber

from tracker.accounts.models import User
from tracker.journal.models import Quote
from tracker.recommendations.models import (
    Recommendation,
    RecommendationOutcome,
    RecommendationQuerySet,
    RecommendationState,
)

# How many cards a column shows; a decided one is history and shows fewer.
MOST_OPEN, MOST_DECIDED = 6, 4


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One state under one outcome: the newest cards, and how many there are in all."""

    state: str
    name: str
    cards: list[Recommendation]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.cards)


@dataclass(frozen=True, slots=True)
class Section:
    """One outcome with its five columns."""

    outcome: str
    name: str
    columns: list[BoardColumn]

    @property
    def total(self) -> int:
        return sum(column.total for column in self.columns)


def board(recommendations: RecommendationQuerySet, today: date) -> list[Section]:
    """Return the four outcomes, every state of each, newest first: three queries in all."""
    totals: dict[tuple[str, str], int] = {}
    counted = recommendations.live().order_by().values("outcome", "state").annotate(n=Count("pk"))
    for row in counted:
        totals[row["outcome"], row["state"]] = row["n"]
    cards: dict[tuple[str, str], list[Recommendation]] = {}
    for card in count_days(_newest_of_each(recommendations), today):
        cards.setdefault((card.outcome, card.state), []).append(card)
    sections = []
    for outcome, name in RecommendationOutcome.choices:
        columns = []
        for state, state_name in RecommendationState.choices:
            shown = cards.get((outcome, state), [])[: _most(state)]
            total = totals.get((outcome, state), 0)
            columns.append(BoardColumn(state, str(state_name), shown, total))
        sections.append(Section(outcome, str(name), columns))
    return sections


def _newest_of_each(recommendations: RecommendationQuerySet) -> RecommendationQuerySet:
    """Return the newest few of each state under each outcome."""
    place = Window(
        RowNumber(),
        partition_by=[F("outcome"), F("state")],
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
