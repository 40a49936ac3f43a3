"""Reading people for their pages."""

from collections import Counter
from dataclasses import dataclass

from tracker.accounts.models import User
from tracker.people.models import Person
from tracker.people.names import path_to
from tracker.people.steps import Step, next_step

MOST_ORIGINS = 12


@dataclass(frozen=True)
class MapStage:
    """One state of the map and who stands on it."""

    stage: int
    name: str
    people: list[tuple[Person, Step | None]]  # each with what comes next


@dataclass(frozen=True)
class TeamMap:
    """The PM team of one's company, furthest state first."""

    stages: list[MapStage]
    met: int
    total: int


def team_map(user: User) -> TeamMap:
    people = list(Person.objects.owned_by(user).on_the_map().only("name", "kind", "stage"))
    stages = [
        MapStage(
            stage,
            str(name),
            [(person, next_step(person)) for person in people if person.stage == stage],
        )
        for stage, name in reversed(Person.Stage.choices)
    ]
    met = sum(person.stage >= Person.Stage.MET for person in people)
    return TeamMap(stages, met, len(people))


def path_of(person: Person) -> list[Person]:
    """Who leads to a person, from somebody who knows the owner up to the person."""
    if person.through_id is None:
        return [person]
    mine = Person.objects.owned_by(person.owner).live()
    return path_to(person, {one.pk: one for one in mine.only("name", "through_id")})


@dataclass(frozen=True)
class Origin:
    """A role from which people of the PM team came, as most of them call it."""

    role: str
    people: list[str]

    @property
    def number(self) -> int:
        return len(self.people)


def origins(user: User) -> list[Origin]:
    """Where the product managers of one's company started, the commonest first."""
    rows = Person.objects.owned_by(user).on_the_map().exclude(former_role="")
    spelt: dict[str, Counter[str]] = {}
    who: dict[str, list[str]] = {}
    for role, name in rows.values_list("former_role", "name"):
        key = " ".join(role.split()).casefold()
        spelt.setdefault(key, Counter())[" ".join(role.split())] += 1
        who.setdefault(key, []).append(name)
    found = [Origin(spelt[key].most_common(1)[0][0], sorted(who[key])) for key in spelt]
    return sorted(found, key=lambda origin: (-origin.number, origin.role.casefold()))


@dataclass(frozen=True)
class Stream:
    """A line of the picture: from a role at height `y` to product; the label may be cut."""

    y: int
    width: int
    label: str
    number: int
    path: str


@dataclass(frozen=True)
class OriginPicture:
    width: int
    height: int
    streams: list[Stream]
    goal_y: int


ROW, LEFT, RIGHT, WIDTH, LABEL = 34, 196, 268, 340, 26


def origin_picture(found: list[Origin]) -> OriginPicture:
    """Lines as broad as their numbers, in units of a box that fits a phone; a dozen at most."""
    shown = found[:MOST_ORIGINS]
    height = max(len(shown), 1) * ROW
    goal = height // 2
    greatest = max((origin.number for origin in shown), default=1)
    streams = []
    for index, origin in enumerate(shown):
        y = index * ROW + ROW // 2
        label = origin.role if len(origin.role) <= LABEL else f"{origin.role[: LABEL - 1]}…"
        middle = (LEFT + RIGHT) // 2
        path = f"M{LEFT} {y}C{middle} {y} {middle} {goal} {RIGHT} {goal}"
        streams.append(Stream(y, 2 + 12 * origin.number // greatest, label, origin.number, path))
    return OriginPicture(WIDTH, height, streams, goal)
