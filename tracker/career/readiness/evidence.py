"""Reading evidence: the newest of every kind in one query, sums by quarter in another."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Aggregate, CharField, Count, ExpressionWrapper, F, QuerySet, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncQuarter
from django.urls import reverse

from tracker.accounts.models import User
from tracker.career.quarters import Quarter
from tracker.shared.registries.discovery import registered_modules
from tracker.shared.registries.evidence import EvidenceKind
from tracker.shared.text.ages import Age, age_of

Rows = QuerySet[Any, Any]

# So many rows of a kind are read, the newest; where there are more, the page says "20 or more".
MOST_READ = 20


@cache
def evidence_kinds() -> list[EvidenceKind]:
    """Return every kind that a feature has registered, in the order of their places."""
    kinds: list[EvidenceKind] = []
    for module in registered_modules("evidence"):
        kinds += module.EVIDENCE
    return sorted(kinds, key=lambda kind: kind.place)


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence, as a line of a lens."""

    kind: EvidenceKind
    key: int
    day: date
    age: Age
    title: str
    detail: str

    @property
    def address(self) -> str:
        return reverse(self.kind.route, args=[self.key])


def read_evidence(user: User) -> dict[str, list[Item]]:
    """Return the newest rows of each kind, by its name, newest first."""
    kinds = evidence_kinds()
    arms = []
    for number, kind in enumerate(kinds):
        arms.append(_newest(user, number, kind))
    found: dict[str, list[Item]] = {kind.name: [] for kind in kinds}
    for number, key, day, title, detail in _union(arms):
        kind = kinds[number]
        item = Item(kind, key, day, age_of(day, user.today), title, detail)
        found[kind.name].append(item)
    for items in found.values():
        items.sort(key=lambda item: (item.day, item.key), reverse=True)
    return found


def count_by_quarter(user: User, first: date, last: date) -> dict[str, dict[Quarter, int]]:
    """Return how many rows of each kind, by its name, fall into each quarter of these days."""
    kinds = evidence_kinds()
    arms = []
    for number, kind in enumerate(kinds):
        arms.append(_by_quarter(user, number, kind, first, last))
    counts: dict[str, dict[Quarter, int]] = {kind.name: {} for kind in kinds}
    for number, quarter, items in _union(arms):
        counts[kinds[number].name][Quarter.of(quarter)] = items
    return counts


def _newest(user: User, number: int, kind: EvidenceKind) -> Rows:
    rows = kind.rows(user).annotate(day=_expression(kind.day))
    # A part of a union must have no order and no limit of its own on SQLite: its keys may.
    newest = rows.order_by(*kind.order).values("pk")[:MOST_READ]
    texts = {
        "shown_title": _text(kind.title),
        "shown_detail": _text(kind.detail),
    }
    numbered = rows.filter(pk__in=newest).annotate(number=Value(number), **texts)
    selected: Rows = numbered.values_list("number", kind.key, "day", *texts)
    return selected


def _by_quarter(user: User, number: int, kind: EvidenceKind, first: date, last: date) -> Rows:
    rows: Rows = kind.rows(user)
    items: Aggregate = Count("pk")
    day = _expression(kind.day)
    if kind.per_day:
        rows, items, day = kind.per_day(user), Sum("items"), F("date")
    within = rows.annotate(day=day).order_by().filter(day__range=(first, last))
    quarters = within.annotate(quarter=TruncQuarter("day")).values("quarter")
    counted = quarters.annotate(number=Value(number), in_all=items)
    selected: Rows = counted.values_list("number", "quarter", "in_all")
    return selected


def _expression(column: str | Combinable) -> Combinable:
    return F(column) if isinstance(column, str) else column


def _text(column: str | Combinable) -> Combinable:
    text = _expression(column) if column else Value("")
    return ExpressionWrapper(text, CharField())


def _union(arms: list[Rows]) -> Rows:
    first, *others = arms
    return first.union(*others, all=True)
