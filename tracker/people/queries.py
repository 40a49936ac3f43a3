"""Reading people for their pages."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from tracker.accounts.models import User
from tracker.employments.models import Employment
from tracker.people.models import Person, PersonKind
from tracker.people.steps import Step, next_step
from tracker.people.ways import Way, path_to
from tracker.shared.text.names import folded, tidy

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


def team_map(user: User, earlier: Employment | None = None) -> TeamMap:
    """Return everybody on a map, each in their state; on the present one with what comes next."""
    stages = {}
    for stage, name in reversed(Person.Stage.choices):
        stages[stage] = MapStage(stage, str(name), [])
    met = total = 0
    people = Person.objects.owned_by(user).on_the_map(earlier)
    for person in people.only("name", "kind", "stage", "employment"):
        stages[person.stage].people.append((person, next_step(person)))
        total += 1
        if person.stage >= Person.Stage.MET:
            met += 1
    return TeamMap(list(stages.values()), met, total)


@dataclass(frozen=True)
class Met:
    """How many of the PM team one has met."""

    number: int
    total: int


def met_of(user: User) -> Met:
    met = Count("pk", filter=Q(stage__gte=Person.Stage.MET))
    on_the_map = Person.objects.owned_by(user).on_the_map().order_by()
    return Met(**on_the_map.aggregate(number=met, total=Count("pk")))


def way_to(person: Person) -> Way:
    """Return who leads to a person, from somebody who knows the owner up to the person."""
    if person.through_id is None:
        return Way([person])
    own_people = Person.objects.owned_by(person.owner).live().only("name", "through_id")
    return Way(path_to(person, own_people.in_bulk()))


@dataclass(frozen=True)
class Origin:
    """A role from which people of the PM team came, as most of them call it."""

    role: str
    people: list[str]

    @property
    def number(self) -> int:
        return len(self.people)


def origins_of(user: User) -> list[Origin]:
    """Return where the product managers of one's companies started, the commonest first."""
    rows = Person.objects.owned_by(user).live().filter(kind=PersonKind.PM).exclude(former_role="")
    spellings: dict[str, Counter[str]] = {}
    names: dict[str, list[str]] = {}
    for former_role, name in rows.values_list("former_role", "name"):
        role = tidy(former_role)
        spellings.setdefault(folded(role), Counter())[role] += 1
        names.setdefault(folded(role), []).append(name)
    origins = []
    for key, spelling in spellings.items():
        commonest, _number = spelling.most_common(1)[0]
        origins.append(Origin(commonest, sorted(names[key])))
    return sorted(origins, key=lambda origin: (-origin.number, folded(origin.role)))


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


def origin_picture(origins: list[Origin]) -> OriginPicture:
    """Draw a dozen lines at most, as broad as their numbers, in a box that fits a phone."""
    shown = origins[:MOST_ORIGINS]
    height = max(len(shown), 1) * ROW
    goal = height // 2
    greatest = shown[0].number if shown else 1
    streams = []
    for index, origin in enumerate(shown):
        y = index * ROW + ROW // 2
        label = origin.role if len(origin.role) <= LABEL else f"{origin.role[: LABEL - 1]}…"
        middle = (LEFT + RIGHT) // 2
        path = f"M{LEFT} {y}C{middle} {y} {middle} {goal} {RIGHT} {goal}"
        streams.append(Stream(y, 2 + 12 * origin.number // greatest, label, origin.number, path))
    return OriginPicture(WIDTH, height, streams, goal)
