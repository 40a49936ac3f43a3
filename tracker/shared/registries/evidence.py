"""How a feature answers a hiring manager’s doubt: `EVIDENCE` in its `evidence.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import Combinable
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKind:
    """One kind of rows that count as evidence under some of the six lenses.

    `rows` are those of a user that count; `day`, `title` and `detail` name columns of them, or are
    expressions. `order` has an index that begins with the owner. `route` names the page of a row,
    by `key`; `list_address` that of all of them.
    """

    name: str
    lenses: tuple[str, ...]
    place: int
    rows: Callable[[Any], QuerySet[Any]]
    # What `ngettext_lazy(…, "number")` returns: "3 hard conversations".
    counted: Any
    route: str
    list_address: Callable[[], str]
    label: str | Promise
    day: str | Combinable = "date"
    title: str | Combinable = "title"
    # A few words more; "" for none.
    detail: str | Combinable = ""
    key: str = "pk"
    order: tuple[str, ...] = ("-date", "-pk")
    # How many there are, where something keeps that number; else they are counted up to a limit.
    total: Callable[[Any], int] | None = None
    # Rows with `date` and how many `items`, where such sums are kept; else rows are counted.
    per_day: Callable[[Any], QuerySet[Any]] | None = None
