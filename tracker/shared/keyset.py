"""Paging by date that never counts or skips rows, so that page 300 costs what page 1 does."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Slice(Generic[M]):
    """Some rows, newest first, and the cursor of what follows ("" at the end)."""

    rows: list[M]
    older: str


def newest_first(rows: QuerySet[M], cursor: str, size: int) -> Slice[M]:
    """Cut `size` rows from `rows` (with `date` and `pk`) after `cursor`.

    A cursor that cannot be read starts from the top: it comes from an address that anyone may type.
    """
    ordered = rows.order_by("-date", "-pk")
    if after := _read(cursor):
        day, pk = after
        # The first condition repeats the second so that an index on date bounds the scan.
        ordered = ordered.filter(date__lte=day).filter(Q(date__lt=day) | Q(pk__lt=pk))
    found = list(ordered[: size + 1])
    older = ""
    if len(found) > size:
        last = found[size - 1]
        older = f"{last.date:%Y-%m-%d}.{last.pk}"  # type: ignore[attr-defined]
    return Slice(found[:size], older)


def _read(cursor: str) -> tuple[date, int] | None:
    day, _, pk = cursor.partition(".")
    try:
        number = int(pk) if pk.isascii() else -1
        return (date.fromisoformat(day), number) if 0 <= number < 2**63 else None
    except ValueError:
        return None
