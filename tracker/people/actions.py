"""What happens to a person beyond saving a form."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from tracker.accounts.models import User
from tracker.people.models import LINKS_LIMIT, NOTE_LIMIT, Person, PersonKind, Vouch
from tracker.people.steps import PeopleStep
from tracker.shared.owned import lock

# Texts of which the kept person's stands, and the other's only where that one is empty.
FILLED = [
    "role",
    "company",
    "how_met",
    "former_role",
    "works_on",
    "time_zone",
    "next_touch_about",
    "vouch_for",
]


def add_by_name(owner: User, names: Iterable[str], kind: str = PersonKind.PEER) -> list[Person]:
    """Add new people of whom only the name is known yet."""
    people = []
    for name in names:
        people.append(Person.objects.create(owner=owner, name=name, kind=kind))
    return people


def move(person: Person, stage: int) -> None:
    """Set how far one has come with somebody on the map."""
    person.stage = stage
    person.save(update_fields=["stage"])


def move_by_log(people: Iterable[Person], step: PeopleStep, day: date) -> list[Person]:
    """Move on those for whom an activity of `day` was that step; nobody is moved back.

    A stage of the map is for those on it, agreeing to vouch for anybody. Returns whom it moved.
    """
    moved = []
    for person in people:
        if step.stage is None:
            if person.vouch != Vouch.AGREED:
                person.vouch, person.asked_on = Vouch.AGREED, person.asked_on or day
                moved.append(person)
        elif person.is_on_the_map and person.stage < step.stage:
            person.stage = step.stage
            moved.append(person)
    for person in moved:
        person.save(update_fields=["stage", "vouch", "asked_on"])
    return moved


def talked(person: Person) -> None:
    """Note a talk today that is not worth an activity; what was planned up to now is done."""
    today = person.owner.today
    person.touched_on = today
    if person.next_touch_on and person.next_touch_on <= today:
        person.next_touch_on, person.next_touch_about = None, ""
    person.save(update_fields=["touched_on", "next_touch_on", "next_touch_about"])


def delete(person: Person) -> None:
    """Take somebody out of every page for 30 days with undo. Activities stay, without the name."""
    person.soft_delete()


def restore(person: Person) -> None:
    person.restore()


@transaction.atomic
def merge(kept: Person, other: Person) -> None:
    """Make two rows of one owner one person: activities, introductions and every text go to `kept`.

    Where both say something, `kept` stands; notes and links are joined. The other is gone for
    good. Raises Person.DoesNotExist where one of them is gone already.
    """
    assert kept.owner_id == other.owner_id
    assert kept.pk != other.pk
    lock(kept.owner)
    own_people = Person.objects.owned_by(kept.owner).live().select_related("owner")
    kept, other = own_people.get(pk=kept.pk), own_people.get(pk=other.pk)
    take_over(kept, other)
    _take_over_rows(kept, other)
    if kept.through_id == other.pk:
        kept.through_id = other.through_id if other.through_id != kept.pk else None
    other.delete()
    kept.save()


def _take_over_rows(kept: Person, other: Person) -> None:
    """Give `kept` whatever hangs on `other`, in the features above too."""
    kept.activities.add(*other.activities.values_list("pk", flat=True))
    other.leads_to.exclude(pk=kept.pk).update(through=kept)
    for relation in Person._meta.related_objects:  # projects, recommendations …
        if relation.one_to_many and relation.related_model is not Person:
            rows = relation.related_model._base_manager.filter(**{relation.field.name: other})
            rows.update(**{relation.field.name: kept})


def take_over(kept: Person, other: Person) -> None:
    """Give `kept` what `other` knows more; nothing is saved. The preview shows the same."""
    for name in FILLED:
        if not getattr(kept, name):
            setattr(kept, name, getattr(other, name))
    if kept.kind == PersonKind.PM:
        kept.company = ""  # which stands for one's own
    kept.note = "\n\n".join(filter(None, [kept.note, other.note]))[:NOTE_LIMIT]
    links = list(dict.fromkeys(kept.link_list + other.link_list))
    while len("\n".join(links)) > LINKS_LIMIT:
        links.pop()
    kept.links = "\n".join(links)
    kept.stage = max(kept.stage, other.stage)
    kept.vouch = max(kept.vouch, other.vouch, key=Vouch.values.index)
    kept.asked_on = kept.asked_on or other.asked_on
    kept.touched_on = max(filter(None, [kept.touched_on, other.touched_on]), default=None)
    kept.logged_on = max(filter(None, [kept.logged_on, other.logged_on]), default=None)
    kept.rhythm_weeks = kept.rhythm_weeks or other.rhythm_weeks
    kept.next_touch_on = min(filter(None, [kept.next_touch_on, other.next_touch_on]), default=None)
    if other.through_id != kept.pk:
        kept.through_id = kept.through_id or other.through_id
