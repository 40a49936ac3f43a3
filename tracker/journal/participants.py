"""Who was there: the people of an entry, and when one last did something with them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.people import actions as people_actions
from tracker.people.models import Person, PersonKind
from tracker.people.names import TypedPeople
from tracker.people.steps import PeopleStep


@dataclass(frozen=True, slots=True)
class WrittenPeople:
    """Whom saving an entry added to one's people, and whom it moved on."""

    new: list[Person] = field(default_factory=list)
    advanced: list[Person] = field(default_factory=list)


def write_people(
    activity: Activity, typed: TypedPeople, step: PeopleStep | None = None
) -> WrittenPeople:
    """Let exactly these people stand on a saved entry, and move on those for whom it was `step`.

    Names that are new become people: product managers of one's company where the step is one of
    the map, peers otherwise.
    """
    owner = activity.owner
    on_map = step is not None and step.stage is not None
    kind = PersonKind.PM if on_map else PersonKind.PEER
    new = people_actions.add_by_name(owner, typed.new, kind)
    people = [*typed.known, *new]
    keys = {person.pk for person in people}
    before = set(activity.people.values_list("pk", flat=True))
    # Somebody who is deleted keeps their place for as long as that can be undone.
    activity.people.set([*people, *activity.people.exclude(deleted_at=None)])
    recount(owner, before | keys)
    if step is None:
        return WrittenPeople(new)
    chosen = Person.objects.owned_by(owner).filter(pk__in=keys)
    return WrittenPeople(new, people_actions.move_by_log(chosen, step, activity.date))


def recount(owner: User, people: Iterable[int]) -> None:
    """Find again the date of the last entry with each of these people."""
    last = Activity.objects.live().filter(people=OuterRef("pk")).order_by("-date").values("date")
    own_people = Person.objects.owned_by(owner).filter(pk__in=list(people))
    own_people.update(logged_on=Subquery(last[:1]))


def recount_all_of(activity: Activity) -> None:
    """Do the same for everybody on one entry, after it was deleted or put back."""
    if people := list(activity.people.values_list("pk", flat=True)):
        recount(activity.owner, people)
