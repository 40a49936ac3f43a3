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
    RecommendationQuerySet,
    RecommendationState,
)

Outcome, State = Recommendation.Outcome, RecommendationState
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


def board(found: RecommendationQuerySet, today: date) -> list[Section]:
    """The four outcomes, every state of each, newest first; three queries however many rows."""
    counted = found.live().order_by().values_list("outcome", "state").annotate(n=Count("pk"))
    totals = {(outcome, state): number for outcome, state, number in counted}
    place = Window(
        RowNumber(),
        partition_by=[F("outcome"), F("state")],
        order_by=[F("updated_at").desc(), F("pk").desc()],
    )
    newest = found.live().annotate(place=place).filter(place__lte=MOST_OPEN).order_by()
    keys = newest.values_list("pk", flat=True)
    cards: dict[tuple[str, str], list[Recommendation]] = {}
    for card in count_days(found.filter(pk__in=list(keys)).for_board(), today):
        cards.setdefault((card.outcome, card.state), []).append(card)
    return [
        Section(
            outcome,
            str(name),
            [
                BoardColumn(
                    state,
                    str(state_name),
                    cards.get((outcome, state), [])[: _most(state)],
                    totals.get((outcome, state), 0),
                )
                for state, state_name in RecommendationState.choices
            ],
        )
        for outcome, name in Outcome.choices
    ]


def count_days(cards: Iterable[Recommendation], today: date) -> list[Recommendation]:
    """The same, each with its `days` in its state."""
    counted = list(cards)
    for card in counted:
        card.days = (today - card.since).days
    return counted


def choices(user: User, chosen: Iterable[Quote], words: str, most: int) -> list[Quote]:
    """At most `most` of one's live quotes that have the words, without those chosen already."""
    mine = Quote.objects.owned_by(user).for_ledger().matching(words)
    but = [quote.pk for quote in chosen]
    return list(mine.exclude(pk__in=but).order_by("-date", "-pk")[:most])


def _most(state: str) -> int:
    return MOST_DECIDED if state in Recommendation.DECIDED else MOST_OPEN
