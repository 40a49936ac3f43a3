"""Reading the ledger for its pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet, Window
from django.db.models.functions import RowNumber, Substr

from tracker.accounts.models import User
from tracker.journal.models import Quote, QuoteQuerySet
from tracker.quotes.near_duplicates import Part, groups, neighbours, side_by_side
from tracker.shared.page_cache import cached_value
from tracker.shared.svg import BarChart, bars

MOST_CHANGED = 5_000
MOST_OFFERED = 200
# Among how many of the newest quotes likeness is looked for, and in how much of each.
COMPARED = 5_000
COMPARED_LENGTH = 600
SHOWN_ALIKE = 6
MONTHS = 12
CUSTOMERS = 5


def advised(user: User) -> QuerySet[Any]:
    """The keys of quotes on which a recommendation of one's own rests."""
    rests = Quote.recommendations.through._default_manager.filter(
        recommendation__owner_id=user.pk, recommendation__deleted_at__isnull=True
    )
    return rests.values("quote_id")


def how_many(quotes: QuerySet[Quote]) -> int:
    """Their number, or 5,001 for any that is greater: nothing is done to more at once."""
    return quotes.order_by()[: MOST_CHANGED + 1].count()


def offered(user: User, field: str) -> list[str]:
    """One's own values of a field, the most used first."""
    mine = Quote.objects.owned_by(user).live().exclude(**{field: ""})
    counted = mine.values(field).annotate(number=Count("pk")).order_by("-number", field)
    return list(counted.values_list(field, flat=True)[:MOST_OFFERED])


@dataclass(frozen=True)
class Alike:
    """Quotes with nearly the same words, each in parts: (text, differs from the others)."""

    cards: list[tuple[Quote, list[Part]]]
    more: int


def alike_keys(user: User) -> list[list[int]]:
    """Groups of keys, those with the newest quote first."""
    return cached_value(user, "quotes alike", lambda: groups(_compared(user)))


def alike_cards(user: User, found: Sequence[Sequence[int]]) -> list[Alike]:
    """Groups of keys with the quotes themselves, six of each at most."""
    shown = [key for keys in found for key in keys[:SHOWN_ALIKE]]
    rows = {row.pk: row for row in Quote.objects.owned_by(user).for_ledger().filter(pk__in=shown)}
    return [
        _side_by_side([rows[key] for key in keys[:SHOWN_ALIKE] if key in rows], len(keys))
        for keys in found
    ]


def like(quote: Quote) -> Alike | None:
    """A quote with those that are nearly the same: any with its very words, and the newest."""
    mine = Quote.objects.owned_by(quote.owner).live().exclude(pk=quote.pk)
    same = list(mine.filter(fingerprint=quote.fingerprint).values_list("pk", flat=True)[:20])
    texts = [pair for pair in _compared(quote.owner) if pair[0] != quote.pk]
    keys = list(dict.fromkeys(same + neighbours(quote.text[:COMPARED_LENGTH], texts)))
    if not keys:
        return None
    rows = mine.select_related("activity__task").filter(pk__in=keys[: SHOWN_ALIKE - 1])
    return _side_by_side([quote, *rows.order_by("-date", "-pk")], len(keys) + 1)


def _compared(user: User) -> Iterable[tuple[int, str]]:
    newest = Quote.objects.owned_by(user).live().order_by("-date", "-pk")
    cut = newest.annotate(beginning=Substr("text", 1, COMPARED_LENGTH))
    return list(cut.values_list("pk", "beginning")[:COMPARED])


def _side_by_side(quotes: list[Quote], number: int) -> Alike:
    parts = side_by_side([quote.text for quote in quotes]) if quotes else []
    return Alike(list(zip(quotes, parts, strict=True)), number - len(quotes))


@dataclass
class ThemeOfQuotes:
    """One theme: its number of quotes, when, and by whom; `chart` has a bar for each month."""

    name: str
    number: int
    first: date
    last: date
    chart: BarChart
    customers: list[tuple[str, int]]


def months_up_to(today: date) -> list[date]:
    """The first days of the last twelve months, oldest first."""
    at = today.year * 12 + today.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(at - MONTHS + 1, at + 1)]


def counted_themes(user: User, today: date) -> list[dict[str, Any]]:
    """A row for each theme, the most quoted first, with `m0` to `m11` for the last months."""
    return cached_value(user, f"themes on {today}", lambda: list(_counted_themes(user, today)))


def without_theme(user: User) -> int:
    mine = Quote.objects.owned_by(user).live().filter(theme="")
    return cached_value(user, "quotes without a theme", mine.count)


def _counted_themes(user: User, today: date) -> QuerySet[Quote, Any]:
    starts = [*months_up_to(today), date.max]
    in_months = {
        f"m{index}": Count("pk", filter=Q(date__gte=first, date__lt=after))
        for index, (first, after) in enumerate(pairwise(starts))
    }
    mine = Quote.objects.owned_by(user).live().exclude(theme="")
    counted = mine.values("theme").annotate(
        number=Count("pk"), first=Min("date"), last=Max("date"), **in_months
    )
    return counted.order_by("-number", "theme")


def themes_of(
    user: User, rows: Iterable[dict[str, Any]], labels: Sequence[str]
) -> list[ThemeOfQuotes]:
    """Rows of `counted_themes` with their charts, to one scale, and who said it most."""
    rows = list(rows)
    greatest = max((row[f"m{index}"] for row in rows for index in range(MONTHS)), default=1)
    themes = [row["theme"] for row in rows]
    customers = cached_value(user, f"customers of {themes}", lambda: _customers(user, themes))
    return [
        ThemeOfQuotes(
            row["theme"],
            row["number"],
            row["first"],
            row["last"],
            bars(
                [(label, row[f"m{index}"]) for index, label in enumerate(labels)],
                least=greatest,
                width=156,
                height=36,
                gap=3,
            ),
            customers.get(row["theme"], []),
        )
        for row in rows
    ]


def _customers(user: User, themes: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    mine: QuoteQuerySet = Quote.objects.owned_by(user).live().filter(theme__in=themes)
    ranked = (
        mine.exclude(customer="")
        .values("theme", "customer")
        .annotate(number=Count("pk"))
        .annotate(
            rank=Window(
                RowNumber(),
                partition_by=F("theme"),
                order_by=[F("number").desc(), F("customer").asc()],
            )
        )
        .filter(rank__lte=CUSTOMERS)
        .order_by("theme", "rank")
    )
    found: dict[str, list[tuple[str, int]]] = {}
    for row in ranked:
        found.setdefault(row["theme"], []).append((row["customer"], row["number"]))
    return found
