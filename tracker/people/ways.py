"""Who leads to somebody: the way, its hops, and which of several is the warmest."""

from dataclasses import dataclass

from tracker.people.models import Person


@dataclass(frozen=True, slots=True)
class Way:
    """Who leads to somebody, from a person who knows the owner up to them."""

    path: list[Person]

    @property
    def to(self) -> Person:
        return self.path[-1]

    @property
    def hops(self) -> int:
        """How many people stand between: 0 where they know the owner themselves."""
        return len(self.path) - 1

    @property
    def is_known(self) -> bool:
        """Whether there is a way at all: a talk, or somebody between. A name alone is none."""
        has_met = self.to.stage >= Person.Stage.MET
        return self.hops > 0 or has_met or self.to.last_touch is not None

    @property
    def warmth(self) -> tuple[bool, int, int, str]:
        """What to order by, the warmest first: names alone last, then hops, last talk and name."""
        day = self.to.last_touch
        talked = -day.toordinal() if day else 0
        return not self.is_known, self.hops, talked, self.to.name.casefold()


def path_to(person: Person, people: dict[int, Person]) -> list[Person]:
    """Return who leads to `person`, from somebody who knows me, each knowing the next.

    `people` are the owner's, by key. One person means that they know me themselves. A circle is
    cut where it closes.
    """
    path = [person]
    while (through := people.get(path[0].through_id or 0)) and through not in path:
        path.insert(0, through)
    return path


def makes_a_circle(person: Person, through: Person, people: dict[int, Person]) -> bool:
    """Whether `person` would be known through somebody who is known through `person`."""
    return person in path_to(through, people)
