"""Who would vouch for which work, and who leads to a hiring manager."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import Lower

from tracker.accounts.models import User
from tracker.people.models import OF_EMPLOYMENT, Person, PersonKind, PersonQuerySet, Vouch
from tracker.people.ways import Way, path_to

# Read with the owner, whose day says how old an answer is.
READ = ["owner", "name", "kind", "employment", "vouch", "vouch_for", "asked_on", "logged_on"]
READ += ["owner__time_zone", "owner__day_ends_at"]
READ_OF_MANAGERS = ["name", "role", "company", "employment", "time_zone", "through_id"]
READ_OF_MANAGERS += ["stage", "touched_on", "logged_on"]
# Nothing is known of most people; of those one has worked with, it is worth asking.
_WORTH_SHOWING = ~Q(vouch=Vouch.UNKNOWN) | Q(logged_on__isnull=False)


@dataclass(frozen=True, slots=True)
class ReferenceGroup:
    """People who gave one answer: the first of them, and how many there are."""

    vouch: Vouch
    people: list[Person]
    number: int


def of_vouch(user: User, vouch: Vouch) -> PersonQuerySet:
    """Return who gave this answer, by name; of those nobody asked only whom one worked with."""
    people = Person.objects.owned_by(user).live().filter(_WORTH_SHOWING, vouch=vouch)
    return people.select_related("owner").only(*READ).order_by(Lower("name"), "pk")


def reference_groups(user: User, most: int) -> list[ReferenceGroup]:
    """Return the groups that have somebody, surest first, each with its first `most`."""
    own_people = Person.objects.owned_by(user).live().filter(_WORTH_SHOWING)
    counted = own_people.order_by().values_list("vouch").annotate(Count("pk"))
    numbers = dict(counted)
    groups = []
    for vouch in reversed(Vouch):
        people = list(of_vouch(user, vouch)[:most])
        if people:
            groups.append(ReferenceGroup(vouch, people, numbers[vouch]))
    return groups


def ways_to_hiring_managers(user: User) -> list[Way]:
    """Return the way to each hiring manager, the warmest first."""
    own_people = Person.objects.owned_by(user).live()
    hiring = own_people.filter(kind=PersonKind.HIRING).select_related("employment")
    managers = list(hiring.only(*READ_OF_MANAGERS, *OF_EMPLOYMENT).order_by("pk"))
    if not managers:
        return []
    people = own_people.only("name", "through_id").in_bulk()
    ways = [Way(path_to(manager, people)) for manager in managers]
    return sorted(ways, key=lambda way: way.warmth)
