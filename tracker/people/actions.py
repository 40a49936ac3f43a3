"""What happens to a person beyond saving a form."""

from collections.abc import Iterable
from datetime import date

from tracker.accounts.models import User
from tracker.people.models import Person, PersonKind, Vouch
from tracker.people.steps import PeopleStep

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
    """Put somebody back; a row that was joined to another is `joining.actions.take_apart`'s."""
    person.restore()
