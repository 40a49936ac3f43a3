"""What happens to a person beyond saving a form."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

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

STAGE_FIELDS = ["stage", "own_stage", "met_on"]


def add_by_name(owner: User, names: Iterable[str], kind: str = PersonKind.PEER) -> list[Person]:
    """Add new people of whom only the name is known yet."""
    people = []
    for name in names:
        people.append(Person.objects.create(owner=owner, name=name, kind=kind))
    return people


def move(person: Person, stage: int) -> None:
    """Set how far one has come with somebody on the map."""
    _set_stage(person, stage, person.owner.today)
    person.save(update_fields=STAGE_FIELDS)


def move_by_task(people: Iterable[Person], stage: int) -> list[Person]:
    """Move on those on the map whom an entry brought to `stage` by what its task is.

    They fall back when no entry holds them there any more (journal.participants.settle, which also
    finds the day on which they were met). Returns whom it moved.
    """
    moved = []
    for person in people:
        if person.is_on_the_map and person.stage < stage:
            if person.own_stage is None:
                person.own_stage = person.stage
            person.stage = stage
            moved.append(person)
    Person.objects.bulk_update(moved, ["stage", "own_stage"])
    return moved


def turn(people: Iterable[Person], kind: str) -> None:
    """Say what kind these people are."""
    Person.objects.filter(pk__in=[person.pk for person in people]).update(kind=kind)


def take_back_stages(people: Iterable[Person]) -> None:
    """Put those whom entries moved on back to where they were without them."""
    moved = [person for person in people if person.own_stage is not None]
    for person in moved:
        _set_stage(person, person.own_stage or Person.Stage.LISTED, person.owner.today)
    Person.objects.bulk_update(moved, STAGE_FIELDS)


def take_back_vouching(people: Iterable[Person]) -> None:
    """Say that they have not agreed to vouch after all."""
    agreed = [person.pk for person in people if person.vouch == Vouch.AGREED]
    Person.objects.filter(pk__in=agreed).update(vouch=Vouch.UNKNOWN, asked_on=None)


def _set_stage(person: Person, stage: int, day: date) -> None:
    """Set a stage that stands by itself, whatever entries there are; nothing is saved."""
    person.stage, person.own_stage = stage, None
    person.met_on = (person.met_on or day) if stage >= Person.Stage.MET else None


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
            _set_stage(person, step.stage, day)
            moved.append(person)
    for person in moved:
        person.save(update_fields=[*STAGE_FIELDS, "vouch", "asked_on"])
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
    other.leads_to.exclude(pk=kept.pk).update(through=kept)
    for relation in Person._meta.related_objects:  # projects, recommendations …
        if relation.many_to_many:  # activities, interviews
            name = str(relation.get_accessor_name())
            getattr(kept, name).add(*getattr(other, name).values_list("pk", flat=True))
        elif relation.one_to_many and relation.related_model is not Person:
            _take_over_relation(relation, kept, other)


def _take_over_relation(relation: Any, kept: Person, other: Person) -> None:
    """Point rows of another model at `kept`; where it has a row of the same already, that stays."""
    name = relation.field.name
    rows = relation.related_model._base_manager
    others = rows.filter(**{name: other})
    for constraint in relation.related_model._meta.constraints:
        fields = getattr(constraint, "fields", ())
        if name in fields:
            same = {field: OuterRef(field) for field in fields if field != name}
            others = others.exclude(Exists(rows.filter(**same, **{name: kept})))
    others.update(**{name: kept})


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
    _take_over_stage(kept, other)
    kept.vouch = max(kept.vouch, other.vouch, key=Vouch.values.index)
    kept.asked_on = kept.asked_on or other.asked_on
    kept.touched_on = max(filter(None, [kept.touched_on, other.touched_on]), default=None)
    kept.logged_on = max(filter(None, [kept.logged_on, other.logged_on]), default=None)
    kept.rhythm_weeks = kept.rhythm_weeks or other.rhythm_weeks
    kept.next_touch_on = min(filter(None, [kept.next_touch_on, other.next_touch_on]), default=None)
    if other.through_id != kept.pk:
        kept.through_id = kept.through_id or other.through_id


def _take_over_stage(kept: Person, other: Person) -> None:
    """Give `kept` the further stage of the two, and what would be left of it without entries."""
    own = []
    for person in (kept, other):
        own.append(person.stage if person.own_stage is None else person.own_stage)
    kept.stage = max(kept.stage, other.stage)
    kept.own_stage = max(own) if max(own) < kept.stage else None
    kept.met_on = min(filter(None, [kept.met_on, other.met_on]), default=None)
