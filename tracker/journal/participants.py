"""Who was there: the people of an entry, when one last did something with them, and what its task
says about them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import Min, OuterRef, QuerySet, Subquery

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.people import actions as people_actions
from tracker.people.models import Person, PersonKind
from tracker.people.names import TypedPeople
from tracker.people.steps import TASK_PEOPLE, TASK_STAGES, PeopleStep, TaskPeople
from tracker.shared.owned import lock

Stage = Person.Stage


@dataclass(frozen=True, slots=True)
class WrittenPeople:
    """Whom saving an entry added to one's people, and whom it moved on."""

    new: list[Person] = field(default_factory=list)
    advanced: list[Person] = field(default_factory=list)
    # Named on a task that is about another kind of people, or about what nobody has said yet:
    # left as they are, to be asked about.
    unsure: list[Person] = field(default_factory=list)
    # How many product managers are met who were not before.
    newly_met: int = 0


def about_people(activity: Activity) -> TaskPeople | None:
    """Return what an entry's task says about its people; None where it says nothing."""
    return TASK_PEOPLE.get(activity.task.slug) if activity.task else None


def write_people(
    activity: Activity,
    typed: TypedPeople,
    step: PeopleStep | None = None,
    *,
    is_new_task: bool = True,
) -> WrittenPeople:
    """Let exactly these people stand on a saved entry, and move on those for whom it was a step.

    `step` is what was asked for on the form; without one, the entry's task may say it of those who
    are put on the entry now (of all, where `is_new_task`). Names that are new become what the step
    or the task says, peers otherwise. Nobody who is there is turned into another kind.
    """
    owner, about = activity.owner, about_people(activity)
    new = people_actions.add_by_name(owner, typed.new, _kind_of_new(step, about))
    keys = {person.pk for person in [*typed.known, *new]}
    before = set(activity.people.values_list("pk", flat=True))
    # Somebody who is deleted keeps their place for as long as that can be undone.
    activity.people.set([*keys, *activity.people.exclude(deleted_at=None)])
    recount(owner, before | keys)
    if step is None and about is None:
        settle(owner, before)
        return WrittenPeople(new)
    chosen = list(Person.objects.owned_by(owner).filter(pk__in=keys).select_related("owner"))
    put_on = [person for person in chosen if is_new_task or person.pk not in before]
    unmet = _unmet(chosen)
    advanced = _advance(activity, chosen, put_on, step)
    settle(owner, before | keys)
    unsure = _unsure(put_on, about) if about and step is None else []
    return WrittenPeople(new, advanced, unsure, len(unmet) - len(_unmet(unmet)))


def _kind_of_new(step: PeopleStep | None, about: TaskPeople | None) -> str:
    if step is not None and step.stage is not None:
        return PersonKind.PM
    return (about.kind if about else None) or PersonKind.PEER


def _advance(
    activity: Activity, chosen: list[Person], put_on: list[Person], step: PeopleStep | None
) -> list[Person]:
    """Move on whom the step or the task of an entry moves; return them."""
    by_task = TASK_STAGES.get(activity.task.slug, Stage.LISTED) if activity.task else Stage.LISTED
    if step is None:
        return people_actions.move_by_task(put_on, by_task)
    if step.stage is not None and step.stage <= by_task:
        return people_actions.move_by_task(chosen, step.stage)
    return people_actions.move_by_log(chosen, step, activity.date)


def _unmet(people: Iterable[Person]) -> list[Person]:
    return [one for one in people if one.is_on_the_map and one.stage < Stage.MET]


def _unsure(people: Iterable[Person], about: TaskPeople) -> list[Person]:
    """Return those of whom one may ask whether they are what the task is about.

    Somebody elsewhere is none of one's own product managers, and whoever has another kind than a
    name gets by itself was given it on purpose.
    """
    if about.asks:
        return [person for person in people if person.vouch != "agreed"]
    unsure = []
    for person in people:
        could_be = about.kind != PersonKind.PM or not person.company
        if person.kind == PersonKind.PEER and could_be:
            unsure.append(person)
    return unsure


@transaction.atomic
def agree(activity: Activity, people: QuerySet[Person]) -> list[Person]:
    """Make people of an entry what its task says they are, once that was asked.

    Returns those for whom that changed something.
    """
    lock(activity.owner)
    about = about_people(activity)
    if about is None:
        return []
    agreed = _unsure(people.select_related("owner"), about)
    if about.asks:
        return people_actions.move_by_log(agreed, about.asks, activity.date)
    assert about.kind
    people_actions.turn(agreed, about.kind)
    for person in agreed:
        person.kind = about.kind
    people_actions.move_by_task(agreed, about.stage)
    settle(activity.owner, [person.pk for person in agreed])
    return agreed


@transaction.atomic
def take_back(activity: Activity, people: QuerySet[Person], turned: Collection[int]) -> None:
    """Undo what an entry's task said about its people: their stages, and the kind of `turned`."""
    lock(activity.owner)
    about = about_people(activity)
    own_people = list(people.select_related("owner"))
    if about and about.asks:
        people_actions.take_back_vouching(own_people)
    people_actions.take_back_stages(own_people)
    people_actions.turn([one for one in own_people if one.pk in turned], PersonKind.PEER)


def recount(owner: User, people: Iterable[int]) -> None:
    """Find again the date of the last entry with each of these people."""
    last = Activity.objects.live().filter(people=OuterRef("pk")).order_by("-date").values("date")
    own_people = Person.objects.owned_by(owner).filter(pk__in=list(people))
    own_people.update(logged_on=Subquery(last[:1]))


def recount_all_of(activity: Activity) -> None:
    """Do the same for everybody on one entry, after it was deleted or put back."""
    people = list(activity.people.all())
    if not people:
        return
    keys = [person.pk for person in people]
    recount(activity.owner, keys)
    if activity.task and activity.deleted_at is None:
        stage = TASK_STAGES.get(activity.task.slug, Stage.LISTED)
        people_actions.move_by_task(people, stage)
    settle(activity.owner, keys)


def settle(owner: User, people: Iterable[int]) -> None:
    """Let none of these people stand further on the map than by themselves or by an entry.

    Those whom entries brought to being met were met on the day of the first of these.
    """
    keys = list(people)
    moved = Person.objects.owned_by(owner).filter(pk__in=keys, own_stage__isnull=False)
    settled = list(moved) if keys else []
    if not settled:
        return
    held = _held_by_entries(owner, [person.pk for person in settled])
    for person in settled:
        own = Stage(person.own_stage or Stage.LISTED)
        by_entries = held.get(person.pk, {})
        person.stage = min(person.stage, max([own, *by_entries]))
        if own < Stage.MET:
            person.met_on = min(by_entries.values(), default=None)
        if person.stage == own:
            person.own_stage = None
    Person.objects.bulk_update(settled, people_actions.STAGE_FIELDS)


def _held_by_entries(owner: User, people: list[int]) -> dict[int, dict[Stage, date]]:
    """Return for each person the stages that entries speak for, each with its first day."""
    entries = Activity.objects.owned_by(owner).live().order_by()
    entries = entries.filter(people__in=people, task__slug__in=list(TASK_STAGES))
    held: dict[int, dict[Stage, date]] = {}
    for row in entries.values("people", "task__slug").annotate(first=Min("date")):
        stages = held.setdefault(row["people"], {})
        stage = TASK_STAGES[row["task__slug"]]
        stages[stage] = min(stages.get(stage, row["first"]), row["first"])
    return held
