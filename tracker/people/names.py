"""People as they are typed: names with commas between them, known ones and new ones."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise

from tracker.accounts.models import User
from tracker.people.models import Person

MOST_PARTS = 3  # of one name that has commas itself: "Smith, John, PhD"
NEAR = 0.82  # how like two names must be to be pointed out, from 0 to 1


class AmbiguousNameError(Exception):
    """Two people answer to `name`; their labels tell them apart, or they should be merged."""

    def __init__(self, name: str, people: list[Person]) -> None:
        super().__init__(name)
        self.name, self.people = name, people


@dataclass(frozen=True)
class TypedPeople:
    """People of one entry: those that are there, and names that are new."""

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
    for name, found in _matches(people, text):
        if len(found) > 1:
            raise AmbiguousNameError(name, found)
        if found:
            known.setdefault(found[0].pk, found[0])
        else:
            new.setdefault(name.casefold(), name)
    return TypedPeople(list(known.values()), list(new.values()))


def at_start(people: Iterable[Person], text: str) -> tuple[int, list[Person]] | None:
    """The longest name or label with which `text` begins: its length, and who answers to it."""
    by_label: dict[int, list[Person]] = {}
    by_name: dict[int, list[Person]] = {}
    for person in people:
        for found, name in ((by_label, person.label), (by_name, person.name)):
            size = len(name)
            goes_on = text[size : size + 1].isalnum() or text[size : size + 1] in ("'", "’", "-")
            if not goes_on and text[:size].casefold() == name.casefold():
                found.setdefault(size, []).append(person)
    longest = max([*by_label, *by_name], default=0)
    return (longest, by_label.get(longest) or by_name[longest]) if longest else None


def in_words(people: "list[Person]") -> str:
    """What `read_names` reads back as these people."""
    return ", ".join(person.label for person in people)


def like(owner: User, name: str, but: int | None = None) -> list[Person]:
    """At most three people of `owner` whose name is nearly `name`, likest first."""
    people = Person.objects.owned_by(owner).live().only("name", "company", "role")
    by_name: dict[str, list[Person]] = {}
    for person in people:
        if person.pk != but:
            by_name.setdefault(_folded(person.name), []).append(person)
    near = get_close_matches(_folded(name), by_name, n=3, cutoff=NEAR)
    return [person for found in near for person in by_name[found]][:3]


def _matches(people: list[Person], text: str) -> Iterator[tuple[str, list[Person]]]:
    """Each name in `text` with the people who have it, longest names with commas first."""
    by_label: dict[str, list[Person]] = {}
    by_name: dict[str, list[Person]] = {}
    for person in people:
        by_label.setdefault(_folded(person.label), []).append(person)
        by_name.setdefault(_folded(person.name), []).append(person)

    parts = [" ".join(part.split()) for part in text.split(",")]
    parts = [part for part in parts if part]
    start = 0
    while start < len(parts):
        for end in range(min(start + MOST_PARTS, len(parts)), start, -1):
            name = ", ".join(parts[start:end])
            found = by_label.get(_folded(name)) or by_name.get(_folded(name), [])
            if found or end == start + 1:
                yield name, found
                start = end
                break


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def path_to(person: Person, people: dict[int, Person]) -> list[Person]:
    """From who knows me to `person`, each knowing the next; `people` are the owner's, by key.

    One person means that they know me themselves. A circle is cut where it closes.
    """
    path = [person]
    while (through := people.get(path[0].through_id or 0)) and through not in path:
        path.insert(0, through)
    return path


def makes_a_circle(person: Person, through: Person, people: dict[int, Person]) -> bool:
    """Whether `person` would be known through somebody who is known through `person`."""
    return any(one == person for one, _next in pairwise([*path_to(through, people), person]))
