"""One search over everything of one's own, and over the tasks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.journal.totals_models import TaskTally
from tracker.search.index import hits
from tracker.search.ranking import Asked, Part, Rank, marked, newest, rank, snippet, unmarked
from tracker.search.sources import SOURCES, Source

# Of more hits of one kind, the newest are ranked.
MOST = 200
WHOLE_QUOTE = 200
TASK_TEXTS = ("summary", "how_to", "why", "evidence", "mistake")


@dataclass(frozen=True, slots=True)
class Text:
    """A row of any kind's model, and what of it is read."""

    row: Any
    title: str
    body: str
    day: date | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that holds every word."""

    kind: str
    text: Text
    rank: Rank
    asked: Asked

    @property
    def row(self) -> Any:
        return self.text.row

    @property
    def day(self) -> date | None:
        return self.text.day

    @property
    def key(self) -> tuple[Any, ...]:
        return (*self.rank, newest(self.day), -self.row.pk)

    @property
    def about(self) -> list[str]:
        """What sort of thing it is, in a few words."""
        return [str(text) for text in ABOUT[self.kind](self.row) if text]

    @property
    def url(self) -> str:
        return str(self.row.get_absolute_url())

    @property
    def title_parts(self) -> list[Part]:
        if self.kind == "quotes":
            return snippet(self.text.title, self.asked.words, WHOLE_QUOTE)
        return marked(self.text.title or str(self.row), self.asked.words)

    @property
    def snippet(self) -> list[Part]:
        body = self.text.body if self.kind == "quotes" else unmarked(self.text.body)
        return snippet(body, self.asked.words)


@dataclass(frozen=True, slots=True)
class Found:
    """The hits of one kind, best first."""

    kind: str
    hits: list[Hit]
    more: bool  # there are older ones that were not looked at

    @property
    def number(self) -> int:
        return len(self.hits)


def search(user: User, text: str) -> list[Found]:
    """What holds every word of `text`, or words that begin so: the kind with the best hit first.

    Own rows that are not deleted, and tasks. Nothing where nothing was typed that is a word.
    """
    asked = Asked.read(text)
    if not asked.words:
        return []
    found = [_rows(user, source, asked) for source in SOURCES]
    found.append(_tasks(user, asked))
    return sorted((one for one in found if one.hits), key=lambda one: one.hits[0].rank)


def _rows(user: User, source: Source, asked: Asked) -> Found:
    manager: Any = source.model._default_manager
    mine: QuerySet[Model] = manager.owned_by(user).live().select_related(*source.related)
    held = mine.filter(hits(connection, source, user.pk, asked))
    rows = list(held.order_by(*ORDERS.get(source.kind, NEWEST))[: MOST + 1])
    zone = ZoneInfo(user.time_zone)
    texts = (
        Text(
            row,
            getattr(row, source.title),
            " · ".join(filter(None, (getattr(row, name) for name in source.body))),
            DAYS[source.kind](row, zone),
        )
        for row in rows[:MOST]
    )
    return _found(source.kind, asked, texts, more=len(rows) > MOST)


def _tasks(user: User, asked: Asked) -> Found:
    """Published ones, and retired ones that the user has logged: few enough to read them all."""
    logged = TaskTally.objects.owned_by(user).filter(task=OuterRef("pk"))
    shown = Q(status=Task.Status.PUBLISHED) | Q(status=Task.Status.ARCHIVED) & Exists(logged)
    names = ("slug", "title", "status", "area__name", *TASK_TEXTS)
    tasks = Task.objects.filter(shown).select_related("area").only(*names)
    texts = (
        Text(
            task,
            task.title,
            " · ".join([*(getattr(task, name) for name in TASK_TEXTS), task.area.name]),
            None,
        )
        for task in tasks
    )
    return _found("tasks", asked, texts, more=False)


def _found(kind: str, asked: Asked, texts: Iterable[Text], *, more: bool) -> Found:
    ranked = ((rank(asked, text.title, text.body), text) for text in texts)
    found = (Hit(kind, text, place, asked) for place, text in ranked if place)
    return Found(kind, sorted(found, key=lambda hit: hit.key), more)


def _local(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


DAYS: dict[str, Callable[[Any, ZoneInfo], date | None]] = {
    "entries": lambda row, zone: row.date,
    "quotes": lambda row, zone: row.date,
    "people": lambda row, zone: row.last_touch,
    "recommendations": lambda row, zone: _local(row.updated_at, zone),
    "projects": lambda row, zone: row.first_on,
    "documents": lambda row, zone: _local(row.updated_at, zone),
    "lessons": lambda row, zone: row.date,
}
ABOUT: dict[str, Callable[[Any], Iterable[Any]]] = {
    "entries": lambda row: [row.title and row.task],
    "quotes": lambda row: [row.activity],
    "people": lambda row: [row.get_kind_display()],
    "recommendations": lambda row: [row.get_state_display()],
    "projects": lambda row: [],
    "documents": lambda row: [row.project, row.get_kind_display()],
    "lessons": lambda row: [row.get_kind_display()],
    "tasks": lambda row: [row.area, row.is_retired and _("retired")],
}
NEWEST = (F("pk").desc(),)
ORDERS = dict.fromkeys(("entries", "quotes", "lessons"), ("-date", "-pk"))
