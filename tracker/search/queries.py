"""One search over everything of one's own, and over the tasks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Model, QuerySet
from django.urls import reverse

from tracker.accounts.models import User
from tracker.search.index import hits
from tracker.search.ranking import Asked, Part, Rank, marked, newest, rank, snippet, unmarked
from tracker.search.registry import all_sources
from tracker.search.tasks import TASKS, tasks_for
from tracker.shared.registries.search import Source

# Of more hits of one kind, the newest are ranked.
MOST = 200
WHOLE_QUOTE = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that holds every word, and what of it is read."""

    source: Source
    row: Any
    body: str
    day: date | None
    rank: Rank
    asked: Asked

    @property
    def kind(self) -> str:
        return self.source.kind

    @property
    def title(self) -> str:
        return str(getattr(self.row, self.source.title))

    @property
    def key(self) -> tuple[Any, ...]:
        return (*self.rank, newest(self.day), -self.row.pk)

    @property
    def about(self) -> list[str]:
        """What sort of thing it is, in a few words."""
        return [str(text) for text in self.source.about(self.row) if text]

    @property
    def url(self) -> str:
        return str(self.row.get_absolute_url())

    @property
    def journal_address(self) -> str:
        """Where the journal lists the entries of a row whose source says how."""
        return f"{reverse('journal')}?{self.source.journal_filter}={self.row.pk}"

    @property
    def title_parts(self) -> list[Part]:
        if self.source.is_quote:
            return snippet(self.title, self.asked.words, WHOLE_QUOTE)
        return marked(self.title or str(self.row), self.asked.words)

    @property
    def snippet(self) -> list[Part]:
        body = self.body if self.source.is_quote else unmarked(self.body)
        return snippet(body, self.asked.words)


@dataclass(frozen=True, slots=True)
class KindHits:
    """The hits of one kind, best first."""

    source: Source
    hits: list[Hit]
    more: bool  # there are older ones that were not looked at

    @property
    def kind(self) -> str:
        return self.source.kind

    @property
    def number(self) -> int:
        return len(self.hits)


def search(user: User, text: str) -> list[KindHits]:
    """Return what holds every word of `text`, or words that begin so: the best kind first.

    Own rows that are not deleted, and tasks. Nothing where nothing was typed that is a word.
    """
    asked = Asked.read(text)
    if not asked.words:
        return []
    zone = ZoneInfo(user.time_zone)
    groups = []
    for source in all_sources():
        rows = list(_own_rows(user, source, asked))
        groups.append(_best_first(source, asked, rows[:MOST], zone, more=len(rows) > MOST))
    groups.append(_best_first(TASKS, asked, tasks_for(user), zone))
    groups = [group for group in groups if group.hits]
    return sorted(groups, key=lambda group: group.hits[0].rank)


def _own_rows(user: User, source: Source, asked: Asked) -> QuerySet[Model]:
    """Return the newest rows that hold the words, and one more where there are too many."""
    manager: Any = source.model._default_manager
    live: QuerySet[Model] = manager.owned_by(user).live().select_related(*source.related)
    matching = live.filter(source.only, hits(connection, source, user.pk, asked))
    return matching.order_by(*source.order)[: MOST + 1]


def _best_first(
    source: Source, asked: Asked, rows: Iterable[Any], zone: ZoneInfo, *, more: bool = False
) -> KindHits:
    ranked = []
    for row in rows:
        body = _body_of(source, row)
        place = rank(asked, getattr(row, source.title), body)
        if place:
            ranked.append(Hit(source, row, body, source.day_of(row, zone), place, asked))
    return KindHits(source, sorted(ranked, key=lambda hit: hit.key), more)


def _body_of(source: Source, row: Any) -> str:
    texts = [str(getattr(row, name) or "") for name in source.body]
    return " · ".join(filter(None, texts))
