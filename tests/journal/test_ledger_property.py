"""Whatever is logged, edited, deleted and undone, every total equals the sum of the ledger."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.factories import TODAY, make_user, task
from tracker.accounts.models import User
from tracker.journal.actions import (
    delete_activity,
    edit_activity,
    log_activity,
    restore_activity,
    restore_quote,
)
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal, TaskTally

WORDS = ["We wait.", "we WAIT", "Nobody opens it", "Pay double!", "pay   double", "One more"]
SLUGS = [
    None,
    "find-a-mentor",
    "choose-a-stepping-stone",
    "review-a-spec",
    "compare-one-competitor",
]

words = st.lists(st.sampled_from(WORDS), max_size=4)
slugs = st.sampled_from(SLUGS)
days = st.integers(0, 5)
picks = st.integers(0, 1000)


class Journal(RuleBasedStateMachine):
    reached: set[int] = set()  # how many paid quotes an example ended with

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        self.owner: User = make_user()

    def teardown(self) -> None:
        self.reached.add(DayTotal.objects.owned_by(self.owner).sums()["quotes"])
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    def pick(self, rows, number):
        rows = list(rows.order_by("pk"))
        return rows[number % len(rows)] if rows else None

    @property
    def activities(self):
        return Activity.objects.owned_by(self.owner)

    @rule(texts=words, slug=slugs, ago=days)
    def log(self, texts, slug, ago):
        activity = Activity(
            title="" if slug else "Free", task=slug and task(slug), date=TODAY - timedelta(days=ago)
        )
        log_activity(self.owner, activity, quotes=[Quote(text=text) for text in texts])

    @rule(number=picks, texts=words, slug=slugs, ago=days, keep=st.booleans())
    def edit(self, number, texts, slug, ago, keep):
        activity = self.pick(self.activities.live(), number)
        if activity is None:
            return
        kept = list(activity.quotes.live()) if keep else []
        for quote, text in zip(kept, texts, strict=False):
            quote.text = text
        activity.task, activity.title = slug and task(slug), "Edited"
        activity.date = TODAY - timedelta(days=ago)
        new = [Quote(text=text) for text in texts[len(kept) :]]
        edit_activity(self.owner, activity, quotes=kept + new)

    @rule(number=picks)
    def delete(self, number):
        if activity := self.pick(self.activities.live(), number):
            delete_activity(activity)

    @rule(number=picks)
    def undo(self, number):
        if activity := self.pick(self.activities.deleted(), number):
            restore_activity(activity)

    @rule(number=picks)
    def put_quote_back(self, number):
        if quote := self.pick(Quote.objects.owned_by(self.owner).removed(), number):
            restore_quote(quote)

    @invariant()
    def totals_equal_the_ledger(self):
        activities = list(self.activities.for_journal())
        quotes = [quote for activity in activities for quote in activity.live_quotes]
        sums = DayTotal.objects.owned_by(self.owner).sums()
        assert sums["points"] == sum(activity.total_points for activity in activities)
        assert sums["activities"] == len(activities)
        assert sums["quotes"] == sum(quote.points > 0 for quote in quotes)
        self.owner.refresh_from_db()
        on_the_row = (self.owner.points, self.owner.activity_count, self.owner.quote_count)
        assert on_the_row == (sums["points"], sums["activities"], sums["quotes"])
        for day in DayTotal.objects.owned_by(self.owner):
            of_day = [activity for activity in activities if activity.date == day.date]
            assert day.points == sum(activity.total_points for activity in of_day)
            assert day.activities == len(of_day) > 0

    @invariant()
    def each_set_of_words_is_paid_once(self):
        quotes = Quote.objects.owned_by(self.owner).live()
        paid = quotes.filter(points=50).values_list("fingerprint", flat=True)
        assert sorted(paid) == sorted(set(quotes.values_list("fingerprint", flat=True)))

    @invariant()
    def each_once_only_task_is_paid_once(self):
        once = self.activities.live().filter(task_once=True)
        paid = once.filter(points__gt=0).values_list("task", flat=True)
        assert sorted(paid) == sorted(set(once.values_list("task", flat=True)))

    @invariant()
    def tallies_count_the_entries(self):
        for tally in TaskTally.objects.owned_by(self.owner):
            dates = [e.date for e in self.activities.live().filter(task=tally.task_id)]
            assert (tally.times, tally.last_on) == (len(dates), max(dates))


@pytest.mark.django_db
def test_every_total_equals_the_sum_of_the_ledger():
    checks = settings(
        max_examples=15,
        stateful_step_count=20,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Journal, settings=checks)
    assert max(Journal.reached) > 0, "no example was paid for a quote"
    assert not Activity.objects.exists(), "an example left its rows to the next one"
