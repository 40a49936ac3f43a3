"""What one made-up user did, worked out once and written down for many owners.

All values are texts that both databases read, in the order of the columns below; owners and
primary keys come in when a life is written down.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from tests.bench.scale import monday, today
from tracker.journal.points import FREE_POINTS, QUOTE_POINTS, fingerprint

Text = str | None
Row = tuple[Text, ...]

ENTRY = ["id", "owner_id", "client_id", "task_id", "title", "date", "notes", "minutes"]
ENTRY += ["task_points", "task_once", "points", "created_at", "updated_at"]
QUOTE = ["id", "owner_id", "activity_id", "text", "speaker", "customer", "theme", "date"]
QUOTE += ["fingerprint", "points", "position"]
DAY = ["owner_id", "date", "points", "activities", "quotes"]
TALLY = ["owner_id", "task_id", "times", "last_on"]

THIS_WEEK = 12  # entries of the running week, whatever day it is
# Three entries in ten have a quote; one quote in twenty repeats words that were paid before.
QUOTED, REPEATED = (0, 3, 6), 20
THEMES = ["Reports", "Billing", "Setup", "Search", "Price", "Support"]
NOTE = "Two questions stayed open. The PM asked for examples from other customers, and for dates. "
TITLE = "Talk about what customers ask for, number %d"


@dataclass(frozen=True)
class Card:
    """What a life needs to know about a task."""

    pk: int
    points: int
    once: bool


@dataclass
class Life:
    """`count` entries: twelve this week, before that `per_week`, oldest first."""

    count: int
    per_week: int
    shift: int
    cards: list[Card]
    entries: list[Row] = field(default_factory=list)
    quotes: list[tuple[int, Row]] = field(default_factory=list)
    days: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    tallies: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        said = self.count * len(QUOTED) // 10
        paid: set[int] = set()
        number = 0
        for index, day in enumerate(self._days()):
            on = day.isoformat()
            self._add_entry(index, on, paid)
            if index % 10 in QUOTED and number < said:
                self._add_quote(index, number, on)
                number += 1

    def _days(self) -> Iterator[date]:
        recent = min(THIS_WEEK, self.count)
        last = monday() - timedelta(days=1)
        for back in range(self.count - recent - 1, -1, -1):
            yield last - timedelta(days=back * 7 // self.per_week)
        passed = (today() - monday()).days + 1
        for index in range(recent):
            yield monday() + timedelta(days=index * passed // recent)

    def _add_entry(self, index: int, on: str, paid: set[int]) -> None:
        place = (index * 7 + self.shift) % (len(self.cards) + 4)
        card = self.cards[place] if place < len(self.cards) else None
        worth = card.points if card else FREE_POINTS
        earned = 0 if card and card.once and card.pk in paid else worth
        if card:
            paid.add(card.pk)
            tally = self.tallies.setdefault(str(card.pk), ["0", on])
            tally[:] = [str(int(tally[0]) + 1), on]
        total = self.days[on]
        total[0] += earned
        total[1] += 1
        self.entries.append(
            (
                str(card.pk) if card else None,
                "" if card and index % 3 else TITLE % index,
                on,
                NOTE * 2 if index % 5 == 0 else "",
                str(15 + index % 90),
                str(worth),
                "1" if card and card.once else "0",
                str(earned),
                f"{on} 12:00:00",
                f"{on} 12:00:00",
            )
        )

    def _add_quote(self, index: int, number: int, on: str) -> None:
        again = number % REPEATED == REPEATED - 1
        words, mark = said(number - 10 if again else number)
        self.days[on][0] += 0 if again else QUOTE_POINTS
        self.days[on][2] += 0 if again else 1
        self.quotes.append(
            (
                index,
                (
                    words,
                    f"Buyer {number % 9}",
                    f"Customer {number % 25}",
                    THEMES[number % len(THEMES)],
                    on,
                    mark,
                    "0" if again else str(QUOTE_POINTS),
                    "0",
                ),
            )
        )

    def entries_of(self, owner: str, base: int) -> Iterator[Row]:
        mine = f"{int(owner):012x}4000800"
        for number, rest in enumerate(self.entries):
            yield str(base + number), owner, f"{mine}{number:013x}", *rest

    def quotes_of(self, owner: str, base: int, entry: int) -> Iterator[Row]:
        for number, (index, rest) in enumerate(self.quotes):
            yield str(base + number), owner, str(entry + index), *rest

    def days_of(self, owner: str) -> Iterator[Row]:
        for on, sums in self.days.items():
            yield owner, on, *map(str, sums)

    def tallies_of(self, owner: str) -> Iterator[Row]:
        for task, (times, last) in self.tallies.items():
            yield owner, task, times, last


@cache
def said(number: int) -> tuple[str, str]:
    """The words of a user's quote of that number, and their fingerprint."""
    words = (
        f"We lose {number} minutes of every shift to a report that nobody has opened, "
        "and nobody dares to switch it off before the audit."
    )
    return words, fingerprint(words)
