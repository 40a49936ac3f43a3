"""What a line may mean besides what it says: tasks that sound like it, names that are new.

These are offered and never taken: a button says yes.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker.catalogue.models import Task
from tracker.people.models import NAME_LIMIT, Person
from tracker.people.names import at_start

# How like the words of a title those of a line must be, from 0 to 100, and how many may be so
# before none of them is worth offering.
ALIKE = 85
SAME = 100
# A short word that differs is often another one: lunch and launch.
LONG, ALMOST = 6, 67
MOST_ALIKE = 3
# A longer line tells a story, and no task sounds like it.
MOST_WORDS = 12
MOST_NAMED = 4  # words of one name

# A word of a name: it begins with a capital, in scripts that have them.
NAMED = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?")


@dataclass(frozen=True)
class Named:
    """A name at the beginning of a text: those who bear it, or a name that nobody bears yet."""

    length: int
    people: list[Person]
    new: list[str]


def named(people: Sequence[Person], text: str) -> Named | None:
    """Return whom `text` begins with; None where it names nobody."""
    if known := at_start(people, text):
        return Named(known[0], known[1], [])
    name = new_name(text)
    return Named(len(name), [], [name]) if name else None


def tasks_alike(
    words: Collection[str], tasks: Iterable[tuple[Task, Collection[str]]]
) -> list[Task]:
    """Return at most three tasks in whose titles every word has one that is much like it.

    Long words count for more than short ones. Nothing is said where more than three sound alike.
    """
    if not words or len(words) > MOST_WORDS:
        return []
    # As late as this, because a worker that nobody writes to need not load it.
    from rapidfuzz import fuzz  # noqa: PLC0415

    weight = sum(map(len, words))
    alike = []
    for task, own in tasks:
        score = 0.0
        for word in words:
            nearest = max((fuzz.ratio(word, other) for other in own), default=0.0)
            if len(word) < LONG and nearest < SAME:
                nearest = min(nearest, ALMOST)
            score += len(word) * nearest
        if score >= ALIKE * weight:
            alike.append((-score, task.title, task))
    alike.sort(key=lambda one: one[:2])
    return [task for _score, _title, task in alike] if len(alike) <= MOST_ALIKE else []


def new_name(text: str) -> str:
    """Return the name with which `text` begins: words with capitals, four at most; "" for none."""
    words = list(_capitals(text))
    name = " ".join(words)
    return name if len(name) <= NAME_LIMIT else ""


def _capitals(text: str) -> Iterator[str]:
    at = 0
    for _number in range(MOST_NAMED):
        match = NAMED.match(text, at)
        if not match or not match[0][0].isupper():
            return
        yield match[0]
        if text[match.end() : match.end() + 1] != " ":
            return
        at = match.end() + 1
