"""Who was there: the people of an entry, and when one last did something with them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.people import actions as people_actions
from tracker.people.models import Person, PersonKind
from tracker.people.names import TypedPeople


@dataclass(frozen=True)
class News:
    """What saving an entry did to people: who is new, and who was moved on."""

    new: list[Person] = field(default_factory=list)
    moved: list[Person] = field(default_factory=list)


def write_people(activity: Activity, named: TypedPeople, step: str = "") -> News:
    """Let exactly these people stand on a saved entry, and move on those for whom it was `step`.

    Names that are new become people: product managers of one's company where the step is one of
    the map, peers otherwise.
    """
    owner = activity.owner
    on_map = step.isdigit()
    new = people_actions.add_by_name(owner, named.new, PersonKind.PM if on_map else PersonKind.PEER)
    before = set(activity.people.values_list("pk", flat=True))
    # Somebody who is deleted keeps their place for as long as that can be undone.
    stay = activity.people.exclude(deleted_at=None)
    activity.people.set([*named.known, *new, *stay])
    recount(owner, before | {person.pk for person in [*named.known, *new]})
    if not step:
        return News(new)
    chosen = Person.objects.owned_by(owner).filter(pk__in=[p.pk for p in [*named.known, *new]])
    return News(new, people_actions.move_by_log(chosen, step, activity.date))


def recount(owner: User, people: Iterable[int]) -> None:
    """Find again the date of the last entry with each of these people."""
    last = Activity.objects.live().filter(people=OuterRef("pk")).order_by("-date").values("date")
    mine = Person.objects.owned_by(owner).filter(pk__in=list(people))
    mine.update(logged_on=Subquery(last[:1]))


def recount_all_of(activity: Activity) -> None:
    """The same for everybody on one entry, after it was deleted or put back."""
    if people := list(activity.people.values_list("pk", flat=True)):
        recount(activity.owner, people)
