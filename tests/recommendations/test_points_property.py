"""Whatever is logged, adopted, changed, deleted and undone, every total equals the ledger."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.factories import TODAY, log, make_recommendation, make_user
from tracker.journal.actions import delete_activity, restore_activity
from tracker.journal.models import Activity
from tracker.journal.totals_models import DayTotal
from tracker.progress.ledger import ledger
from tracker.recommendations import actions
from tracker.recommendations.models import Recommendation

titles = st.sampled_from(["Unlock it", "unlock IT!", "!!"])
LONG_AGO = TODAY - timedelta(days=9)
days = st.integers(0, 2)
picks = st.integers(0, 2)


class Advice(RuleBasedStateMachine):
    reached: set[int] = set()  # sums of points that an example ended with

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.atomic()
        self.point.__enter__()
        self.owner = make_user()
        for title in ("Unlock it", "unlock IT!", "!!"):
            quote = log(self.owner, "Briefing", "We wait.").quotes.get()
            make_recommendation(self.owner, title, quote, state="adopted", day=LONG_AGO)

    def teardown(self) -> None:
        self.reached.add(DayTotal.objects.owned_by(self.owner).sums()["points"])
        transaction.set_rollback(True)
        self.point.__exit__(None, None, None)

    @property
    def own(self):
        return Recommendation.objects.owned_by(self.owner).select_related("owner")

    def pick(self, rows, number):
        rows = list(rows.order_by("pk"))
        return rows[number % len(rows)] if rows else None

    @rule(number=picks, ago=days, adopted=st.sampled_from([True, True, False]))
    def decide(self, number, ago, adopted):
        if recommendation := self.pick(self.own.live().exclude(state="draft"), number):
            day = TODAY - timedelta(days=ago)
            actions.decide(recommendation, adopted=adopted, day=day, answer="")

    @rule(number=picks)
    def step_back(self, number):
        if recommendation := self.pick(self.own.live().exclude(state="draft"), number):
            actions.step_back(recommendation)

    @rule(number=picks, title=titles)
    def rename(self, number, title):
        if recommendation := self.pick(self.own.live(), number):
            recommendation.title = title
            actions.edit(recommendation)

    @rule(number=picks)
    def delete_or_put_back(self, number):
        recommendation = self.pick(self.own, number)
        (actions.restore if recommendation.deleted_at else actions.delete)(recommendation)

    @rule(number=picks)
    def touch_the_journal(self, number):
        activity = self.pick(Activity.objects.owned_by(self.owner).select_related("owner"), number)
        (restore_activity if activity.deleted_at else delete_activity)(activity)

    @invariant()
    def totals_equal_the_ledger(self):
        lines, cursor = [], ""
        while True:
            page = ledger(self.owner, cursor, 3)
            lines += page.lines
            if not (cursor := page.next_cursor):
                break
        earned: dict = {}
        for line in lines:
            day, points = line.date, getattr(line, "total_points", line.points)
            earned[day] = earned.get(day, 0) + points
        kept = DayTotal.objects.owned_by(self.owner)
        assert {day: points for day, points in earned.items() if points} == {
            row.date: row.points for row in kept if row.points
        }
        assert kept.sums()["points"] == sum(earned.values())

    @invariant()
    def each_advice_is_paid_once(self):
        adopted = self.own.live().filter(state="adopted")
        same = {
            recommendation.title.lower().strip("!") or recommendation.pk
            for recommendation in adopted  # as the titles above differ
        }
        assert adopted.filter(points=25).count() == len(same)
        assert not self.own.exclude(pk__in=adopted).filter(points__gt=0).exists()


@pytest.mark.django_db
def test_every_total_equals_the_sum_of_the_ledger():
    checks = settings(
        max_examples=12,
        stateful_step_count=15,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Advice, settings=checks)
    assert len(Advice.reached) > 1, "no example came to other points than another"
    assert not Recommendation.objects.exists(), "an example left its rows to the next one"
