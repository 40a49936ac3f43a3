"""People as they are typed: names with commas between them, known ones and new ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from tracker.accounts.models import User
from tracker.people.models import Person
from tracker.shared.text.names import folded, tidy

MOST_PARTS = 3  # of one name that has commas itself: "Smith, John, PhD"
MOST_NEAR = 3
NEARLY = 0.82  # how like two names must be to be pointed out, from 0 to 1


class AmbiguousNameError(Exception):
    """Two people answer to `name`; their labels tell them apart, or they should be merged."""

    def __init__(self, name: str, people: list[Person]) -> None:
        super().__init__(name)
        self.name, self.people = name, people


@dataclass(frozen=True)
class TypedPeople:
    """People of one activity: those that are there, and names that are new."""

    known: list[Person] = field(default_factory=list)
    new: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.known) + len(self.new)


def read_names(owner: User, text: str) -> TypedPeople:
    """Find the people of `owner` in "Ana Ruiz, Ben (Acme)", whatever the case of the letters.

    Raises AmbiguousNameError where a name alone does not tell two people apart.
    """
    if not text:
        return TypedPeople()
    people = list(Person.objects.owned_by(owner).live().only("name", "company"))
    known: dict[int, Person] = {}
    new: dict[str, str] = {}
    for name, namesakes in _matches(people, text):
        if len(namesakes) > 1:
            raise AmbiguousNameError(name, namesakes)
        if namesakes:
            known.setdefault(namesakes[0].pk, namesakes[0])
        else:
            new.setdefault(folded(name), name)
    return TypedPeople(list(known.values()), list(new.values()))


def at_start(people: Iterable[Person], text: str) -> tuple[int, list[Person]] | None:
    """Return the length of the longest name or label that begins `text`, and who answers to it."""
    by_label: dict[int, list[Person]] = {}
    by_name: dict[int, list[Person]] = {}
    for person in people:
        if _begins_with(text, person.label):
            by_label.setdefault(len(person.label), []).append(person)
        if _begins_with(text, person.name):
            by_name.setdefault(len(person.name), []).append(person)
    longest = max([*by_label, *by_name], default=0)
    if not longest:
        return None
    return longest, by_label.get(longest) or by_name[longest]


def _begins_with(text: str, name: str) -> bool:
    """Whether `name` is a whole word, or several, at the start of `text`, whatever the case."""
    following = text[len(name) : len(name) + 1]
    if following.isalnum() or following in ("'", "’", "-"):
        return False
    if text[:1].casefold() != name[:1].casefold():
        return False
    return folded(text[: len(name)]) == folded(name)


def in_words(people: "list[Person]") -> str:
    """Return what `read_names` reads back as these people."""
    return ", ".join(person.label for person in people)


def near_duplicates(owner: User, name: str, but: int | None = None) -> list[Person]:
    """Return at most three people of `owner` whose name is nearly `name`, likest first."""
    by_name: dict[str, list[Person]] = {}
    for person in Person.objects.owned_by(owner).live().only("name", "company", "role"):
        if person.pk != but:
            by_name.setdefault(folded(person.name), []).append(person)
    people: list[Person] = []
    for near_name in get_close_matches(folded(name), by_name, n=MOST_NEAR, cutoff=NEARLY):
        people += by_name[near_name]
    return people[:MOST_NEAR]


def _matches(people: list[Person], text: str) -> Iterator[tuple[str, list[Person]]]:
    """Yield each name in `text` with the people who have it, longest names with commas first."""
    by_label: dict[str, list[Person]] = {}
    by_name: dict[str, list[Person]] = {}
    for person in people:
        by_label.setdefault(folded(person.label), []).append(person)
        by_name.setdefault(folded(person.name), []).append(person)

    parts = list(filter(None, map(tidy, text.split(","))))
    start = 0
    while start < len(parts):
        for end in range(min(start + MOST_PARTS, len(parts)), start, -1):
            name = ", ".join(parts[start:end])
            namesakes = by_label.get(folded(name)) or by_name.get(folded(name), [])
            if namesakes or end == start + 1:
                yield name, namesakes
                start = end
                break
