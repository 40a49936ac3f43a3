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
MOST_SHOWN_ALIKE = 6
MOST_OF_THE_SAME_WORDS = 20
MONTHS = 12
CUSTOMERS = 5


def used_in_recommendations(user: User) -> QuerySet[Any]:
    """Return the keys of quotes on which a recommendation of one's own rests."""
    links = Quote.recommendations.through._default_manager.filter(
        recommendation__owner_id=user.pk, recommendation__deleted_at__isnull=True
    )
    return links.values("quote_id")


@dataclass(frozen=True)
class Counted:
    """How many quotes, 5,001 for any that are more; `repeats` of them earned nothing."""

    number: int
    repeats: int


def how_many(quotes: QuerySet[Quote]) -> Counted:
    """Count them, 5,001 at most: nothing is done to more at once."""
    some = quotes.order_by().values("pk", "points")[: MOST_CHANGED + 1]
    sums = some.aggregate(number=Count("pk"), repeats=Count("pk", filter=Q(points=0)))
    return Counted(**sums)


def counted(quotes: Iterable[Quote]) -> Counted:
    """Count quotes that were read already."""
    points = [quote.points for quote in quotes]
    return Counted(len(points), points.count(0))


def offered(user: User, field: str) -> list[str]:
    """Return one's own values of a field, the most used first."""
    own_quotes = Quote.objects.owned_by(user).live().exclude(**{field: ""})
    counted = own_quotes.values(field).annotate(number=Count("pk")).order_by("-number", field)
    return list(counted.values_list(field, flat=True)[:MOST_OFFERED])


@dataclass(frozen=True)
class NearDuplicates:
    """Quotes with nearly the same words, each in parts: (text, differs from the others)."""

    cards: list[tuple[Quote, list[Part]]]
    more: int


def near_duplicate_keys(user: User) -> list[list[int]]:
    """Return groups of keys, those with the newest quote first."""
    return cached_value(user, "near-duplicate quotes", lambda: groups(_compared(user)))


def near_duplicate_groups(user: User, keys: Sequence[Sequence[int]]) -> list[NearDuplicates]:
    """Read groups of keys with the quotes themselves, six of each at most."""
    wanted: list[int] = []
    for group in keys:
        wanted.extend(group[:MOST_SHOWN_ALIKE])
    quotes = Quote.objects.owned_by(user).for_ledger().in_bulk(wanted)
    groups_of_quotes = []
    for group in keys:
        shown = [quotes[key] for key in group[:MOST_SHOWN_ALIKE] if key in quotes]
        groups_of_quotes.append(_side_by_side(shown, len(group)))
    return groups_of_quotes


def near_duplicates_of(quote: Quote) -> NearDuplicates | None:
    """Return a quote with those nearly the same: any with its very words, and the newest."""
    other_quotes = Quote.objects.owned_by(quote.owner).live().exclude(pk=quote.pk)
    same_words = other_quotes.filter(fingerprint=quote.fingerprint).values_list("pk", flat=True)
    alike = neighbours(quote.text[:COMPARED_LENGTH], _compared(quote.owner))
    # Each once, in this order; the quote is alike itself.
    keys = dict.fromkeys([*same_words[:MOST_OF_THE_SAME_WORDS], *alike])
    keys.pop(quote.pk, None)
    if not keys:
        return None
    shown = other_quotes.filter(pk__in=list(keys)[: MOST_SHOWN_ALIKE - 1])
    shown = shown.select_related("activity__task").order_by("-date", "-pk")
    return _side_by_side([quote, *shown], len(keys) + 1)


def _compared(user: User) -> list[tuple[int, str]]:
    newest = Quote.objects.owned_by(user).live().order_by("-date", "-pk")
    cut = newest.annotate(beginning=Substr("text", 1, COMPARED_LENGTH))
    return list(cut.values_list("pk", "beginning")[:COMPARED])


def _side_by_side(quotes: list[Quote], number: int) -> NearDuplicates:
    parts = side_by_side([quote.text for quote in quotes]) if quotes else []
    return NearDuplicates(list(zip(quotes, parts, strict=True)), number - len(quotes))


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
    """Return the first days of the last twelve months, oldest first."""
    this_month = today.year * 12 + today.month - 1
    months = []
    for month in range(this_month - MONTHS + 1, this_month + 1):
        months.append(date(month // 12, month % 12 + 1, 1))
    return months


def counted_themes(user: User, today: date) -> list[dict[str, Any]]:
    """Return a row for each theme, the most quoted first; `m0` to `m11` are the last months."""
    return cached_value(user, f"themes on {today}", lambda: list(_counted_themes(user, today)))


def without_theme(user: User) -> int:
    bare = Quote.objects.owned_by(user).live().filter(theme="")
    return cached_value(user, "quotes without a theme", bare.count)


def _counted_themes(user: User, today: date) -> QuerySet[Quote, Any]:
    in_months = {}
    for index, (first, after) in enumerate(pairwise([*months_up_to(today), date.max])):
        in_months[f"m{index}"] = Count("pk", filter=Q(date__gte=first, date__lt=after))
    themed = Quote.objects.owned_by(user).live().exclude(theme="")
    counted = themed.values("theme").annotate(
        number=Count("pk"), first=Min("date"), last=Max("date"), **in_months
    )
    return counted.order_by("-number", "theme")


def themes_of(
    user: User, rows: Iterable[dict[str, Any]], labels: Sequence[str]
) -> list[ThemeOfQuotes]:
    """Draw rows of `counted_themes` as charts, to one scale, and add who said it most."""
    rows = list(rows)
    names, numbers = [], []
    for row in rows:
        names.append(row["theme"])
        numbers.append(_numbers_by_month(row))
    greatest = max(map(max, numbers), default=1)
    customers = cached_value(user, f"customers of {names}", lambda: _customers(user, names))
    themes = []
    for row, by_month in zip(rows, numbers, strict=True):
        chart = bars(
            list(zip(labels, by_month, strict=True)), least=greatest, width=156, height=36, gap=3
        )
        theme = ThemeOfQuotes(
            name=row["theme"],
            number=row["number"],
            first=row["first"],
            last=row["last"],
            chart=chart,
            customers=customers.get(row["theme"], []),
        )
        themes.append(theme)
    return themes


def _numbers_by_month(row: dict[str, Any]) -> list[int]:
    return [row[f"m{index}"] for index in range(MONTHS)]


def _customers(user: User, themes: Sequence[str]) -> dict[str, list[tuple[str, int]]]:
    """Return for each theme the customers who said it most, with how often."""
    own_quotes: QuoteQuerySet = Quote.objects.owned_by(user).live().filter(theme__in=themes)
    counted = own_quotes.exclude(customer="").values("theme", "customer")
    counted = counted.annotate(number=Count("pk"))
    rank = Window(
        RowNumber(),
        partition_by=F("theme"),
        order_by=[F("number").desc(), F("customer").asc()],
    )
    ranked = counted.annotate(rank=rank).filter(rank__lte=CUSTOMERS).order_by("theme", "rank")
    customers: dict[str, list[tuple[str, int]]] = {}
    for row in ranked:
        customers.setdefault(row["theme"], []).append((row["customer"], row["number"]))
    return customers
