"""Whatever is logged, edited, deleted, restored or merged, milestones count just what stands."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.factories import TODAY, make_goal, make_milestone, make_person, make_user, task
from tracker.goals.ladders import ladders
from tracker.goals.models import Goal
from tracker.goals.reached import days_reached
from tracker.journal.actions import delete_activity, edit_activity, log_activity, restore_activity
from tracker.journal.models import Activity, Quote
from tracker.people import actions as people_actions
from tracker.people.joining.actions import merge
from tracker.people.models import Person
from tracker.people.names import TypedPeople
from tracker.people.steps import TASK_STAGES

SLUGS = ["meet-every-product-manager", "say-you-are-interested", "review-a-spec"]
TARGETS = (1, 2, 4)
COUNTED = TASK_STAGES.keys() & set(SLUGS)

picks = st.integers(0, 100)
few = st.sets(st.integers(0, 3), max_size=3)
slugs = st.sampled_from(SLUGS)
days = st.integers(0, 5)


class Milestones(RuleBasedStateMachine):
    reached: set[str] = set()

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        self.owner = make_user()
        self.goal = make_goal(self.owner)
        for target in TARGETS:
            for measure in ("quotes", "activities", "pms-met"):
                make_milestone(self.goal, measure, measure=measure, target=target)
            make_milestone(self.goal, "task", measure="task", target=target, task=task(SLUGS[0]))
        for number in range(4):
            make_person(self.owner, f"PM {number}")
        self.by_hand: dict[int, object] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    def pick(self, rows, number):
        rows = list(rows.order_by("pk"))
        return rows[number % len(rows)] if rows else None

    @property
    def activities(self):
        return Activity.objects.owned_by(self.owner)

    @property
    def people(self):
        return Person.objects.owned_by(self.owner).live()

    def some(self, numbers):
        people = {self.pick(self.people, number).pk for number in numbers}
        return TypedPeople(list(self.people.filter(pk__in=people)))

    @rule(slug=slugs, ago=days, numbers=few, text=st.sampled_from(["", "We wait.", "We pay."]))
    def log(self, slug, ago, numbers, text):
        activity = Activity(task=task(slug), date=TODAY - timedelta(days=ago))
        quotes = [Quote(text=text)] if text else []
        log_activity(self.owner, activity, quotes=quotes, people=self.some(numbers))

    @rule(number=picks, slug=slugs, ago=days, numbers=few)
    def edit(self, number, slug, ago, numbers):
        if activity := self.pick(self.activities.live(), number):
            activity.task, activity.date = task(slug), TODAY - timedelta(days=ago)
            quotes = list(activity.quotes.live())
            edit_activity(self.owner, activity, quotes=quotes, people=self.some(numbers))

    @rule(number=picks)
    def delete(self, number):
        if activity := self.pick(self.activities.live(), number):
            delete_activity(activity)

    @rule(number=picks)
    def undo(self, number):
        if activity := self.pick(self.activities.deleted(), number):
            restore_activity(activity)

    @rule(number=picks)
    def tap(self, number):
        person = self.pick(self.people, number)
        if person.stage < Person.Stage.MET:
            people_actions.move(person, Person.Stage.MET)
            self.by_hand[person.pk] = TODAY

    @rule(one=picks, other=picks)
    def merge(self, one, other):
        kept, gone = self.pick(self.people, one), self.pick(self.people, other)
        if kept.pk != gone.pk:
            merge(kept, gone)
            if gone_day := self.by_hand.pop(gone.pk, None):
                self.by_hand.setdefault(kept.pk, gone_day)

    def expected(self):
        """Return the days of all that counts, by measure, in order: counted anew from the rows."""
        entries = list(self.activities.live().select_related("task"))
        quotes = Quote.objects.owned_by(self.owner).live().filter(points__gt=0)
        met = []
        for person in self.people:
            of_tasks = [
                entry.date
                for entry in person.activities.live().select_related("task")
                if entry.task.slug in COUNTED
            ]
            if person.pk in self.by_hand:
                met.append(None)  # whichever came first
            elif of_tasks:
                met.append(min(of_tasks))
        return {
            "activities": sorted(entry.date for entry in entries),
            "quotes": sorted(quotes.values_list("date", flat=True)),
            "task": sorted(entry.date for entry in entries if entry.task.slug == SLUGS[0]),
            "pms-met": met,
        }

    @invariant()
    def milestones_count_what_stands(self):
        self.owner.refresh_from_db()
        [goal] = Goal.objects.owned_by(self.owner).with_milestones()
        [at_once] = Goal.objects.owned_by(self.owner).active_at_once()
        reached = days_reached(self.owner, goal.live_milestones)
        expected = self.expected()
        [ladder], [again] = ladders(self.owner, [goal], reached), ladders(self.owner, [at_once])
        for step, same in zip(ladder.steps, again.steps, strict=True):
            measure, target = step.milestone.measure, step.milestone.target
            of_measure = expected[measure]
            assert step.count == same.count == len(of_measure), measure
            assert step.is_done == same.is_done == (step.count >= target)
            if measure != "pms-met" or None not in of_measure:
                day = sorted(of_measure)[target - 1] if step.is_done else None
                assert step.reached_on == day, measure
            if step.is_done:
                self.reached.add(measure)


@pytest.mark.django_db
def test_milestones_count_exactly_what_stands():
    checks = settings(
        max_examples=12,
        stateful_step_count=15,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Milestones, settings=checks)
    assert {"quotes", "activities", "task", "pms-met"} == Milestones.reached
    assert not Activity.objects.exists(), "an example left its rows to the next one"
