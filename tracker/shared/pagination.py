"""Paging by date that never counts or skips rows, so that page 300 costs what page 1 does."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Slice(Generic[M]):
    """Some rows, newest first, and the cursor of what follows ("" at the end)."""

    rows: list[M]
    next_cursor: str


def newest_first(rows: QuerySet[M], cursor: str, size: int) -> Slice[M]:
    """Cut `size` rows from `rows` (with `date` and `pk`) after `cursor`.

    A cursor that cannot be read starts from the top: it comes from an address that anyone may type.
    """
    ordered = rows.order_by("-date", "-pk")
    if after := _read(cursor):
        ordered = _after(ordered, *after)
    rows_and_next = list(ordered[: size + 1])
    next_cursor = ""
    if len(rows_and_next) > size:
        last = rows_and_next[size - 1]
        next_cursor = f"{last.date:%Y-%m-%d}.{last.pk}"  # type: ignore[attr-defined]
    return Slice(rows_and_next[:size], next_cursor)


@dataclass(frozen=True, slots=True)
class Mixed:
    """Rows of several kinds, newest first: each with the number of its kind."""

    rows: list[tuple[int, Any]]
    next_cursor: str


def newest_of_all(kinds: Sequence[QuerySet[Any]], cursor: str, size: int) -> Mixed:
    """Cut `size` rows from all `kinds` together (each with `date` and `pk`), one query each.

    On one date the later kind comes first. A cursor names the kind, date and key of the last row,
    so a row that stands is met once, whatever is added above it.
    """
    number, _, rest = cursor.partition(".")
    known = number.isascii() and number.isdigit() and len(number) < 3
    after = _read(rest) if known else None
    newest: list[tuple[int, Any]] = []
    for kind, rows in enumerate(kinds):
        ordered = rows.order_by("-date", "-pk")
        if after:
            day, pk = after
            if kind < int(number):
                ordered = ordered.filter(date__lte=day)
            elif kind > int(number):
                ordered = ordered.filter(date__lt=day)
            else:
                ordered = _after(ordered, day, pk)
        newest += [(kind, row) for row in ordered[: size + 1]]
    newest.sort(key=lambda pair: (pair[1].date, pair[0], pair[1].pk), reverse=True)
    next_cursor = ""
    if len(newest) > size:
        kind, last = newest[size - 1]
        next_cursor = f"{kind}.{last.date:%Y-%m-%d}.{last.pk}"
    return Mixed(newest[:size], next_cursor)


def _after(ordered: QuerySet[M], day: date, pk: int) -> QuerySet[M]:
    # The first condition repeats the second so that an index on date bounds the scan.
    return ordered.filter(date__lte=day).filter(Q(date__lt=day) | Q(pk__lt=pk))


def _read(cursor: str) -> tuple[date, int] | None:
    day, _, pk = cursor.partition(".")
    try:
        number = int(pk) if pk.isascii() else -1
        return (date.fromisoformat(day), number) if 0 <= number < 2**63 else None
    except ValueError:
        return None
