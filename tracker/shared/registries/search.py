"""How a feature has its rows searched: `SOURCES` in its `search_sources.py`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django_stubs_ext import StrOrPromise

NEWEST = ("-pk",)
NEWEST_DAY = ("-date", "-pk")


def no_day(row: Any, zone: ZoneInfo) -> date | None:
    return None


def nothing(row: Any) -> list[Any]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A kind of rows that a search finds; the table of an `Undoable` model gets an index of words.

    Of `fields`, a hit in the first one counts most: it is the row's title. Of equal hits, the order
    in which `place` puts the kinds decides.
    """

    kind: str
    heading: StrOrPromise
    place: int
    model: type[models.Model]
    fields: tuple[str, ...]
    related: tuple[str, ...] = ()
    order: tuple[str, ...] = NEWEST
    # Of the rows that are not deleted, those that a search shows.
    only: models.Q = field(default_factory=models.Q)
    day_of: Callable[[Any, ZoneInfo], date | None] = no_day
    # What sort of thing a row is, in a few words; what is empty is left out.
    about: Callable[[Any], list[Any]] = nothing
    # Exact words rather than a title and Markdown.
    is_quote: bool = False
    # The parameter by which the journal lists a row's entries.
    journal_filter: str = ""

    @property
    def title(self) -> str:
        return self.fields[0]

    @property
    def body(self) -> tuple[str, ...]:
        return self.fields[1:]

    def columns_of(self, row: str) -> list[str]:
        """Return its columns as SQL names those of a row: "new." or a table in front of each."""
        return [f"{row}{column}" for column in self.fields]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def index(self) -> str:
        """The name of its index, in either database."""
        return f"{self.table}_words"


def own_date(row: Any, zone: ZoneInfo) -> date | None:
    day: date | None = row.date
    return day


def day_of_change(row: Any, zone: ZoneInfo) -> date | None:
    changed: datetime = row.updated_at
    return changed.astimezone(zone).date()
