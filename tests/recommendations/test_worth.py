"""What an adopted recommendation was worth stays with its row, whatever a later release pays."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from tests.factories import TODAY, make_recommendation
from tracker.journal.totals_models import DayTotal
from tracker.recommendations import actions
from tracker.recommendations.models import Recommendation

YESTERDAY = TODAY - timedelta(days=1)


def earned_on(user, day) -> int:
    row = DayTotal.objects.owned_by(user).filter(date=day).first()
    return row.recommendation_points if row else 0


@pytest.fixture
def old_and_new(alice, monkeypatch):
    """One adopted while that was worth 25, another after a release made it 30."""
    old = make_recommendation(alice, "Unlock the gate", state="adopted", day=YESTERDAY)
    monkeypatch.setattr(actions, "ADOPTED_POINTS", 30)
    monkeypatch.setattr("tracker.recommendations.payments.ADOPTED_POINTS", 30)
    new = make_recommendation(alice, "Show the queue", state="adopted")
    return old, new


def points_of(*recommendations: Recommendation) -> list[int]:
    return [Recommendation.objects.get(pk=row.pk).points for row in recommendations]


def test_each_keeps_what_it_was_worth_when_it_was_adopted(alice, old_and_new):
    assert points_of(*old_and_new) == [25, 30]
    assert (earned_on(alice, YESTERDAY), earned_on(alice, TODAY)) == (25, 30)


def test_editing_deleting_and_restoring_change_nothing_of_it(alice, old_and_new):
    for recommendation in old_and_new:
        recommendation.title += " at once"
        actions.edit(recommendation)
        actions.delete(recommendation)
        assert points_of(recommendation) == [0]
        actions.restore(recommendation)
        actions.decide(recommendation, adopted=True, day=recommendation.decided_on, answer="Yes")
    assert points_of(*old_and_new) == [25, 30]
    assert (earned_on(alice, YESTERDAY), earned_on(alice, TODAY)) == (25, 30)


def test_decided_anew_it_is_worth_what_that_is_worth_now(alice, old_and_new):
    old, new = old_and_new
    actions.step_back(old)
    assert Recommendation.objects.get(pk=old.pk).worth is None
    actions.decide(old, adopted=True, day=YESTERDAY, answer="")
    actions.decide(new, adopted=False, day=TODAY, answer="")
    assert points_of(old, new) == [30, 0]
    assert Recommendation.objects.get(pk=new.pk).worth is None


def test_the_page_of_a_copy_says_what_the_first_one_earned(as_alice, alice, old_and_new):
    copy = make_recommendation(alice, "unlock THE gate!", state="adopted")
    assert points_of(copy) == [0]
    assert "by its title, earned 25 when it was" in as_alice.get(copy.get_absolute_url()).text


def test_a_row_that_the_release_before_adopted_gets_its_worth(alice):
    """It does not know the column; its next write through this release fills it."""
    recommendation = make_recommendation(alice, state="adopted")
    Recommendation.objects.update(worth=None)
    actions.edit(recommendation)
    recommendation.refresh_from_db()
    assert (recommendation.points, recommendation.worth) == (25, 25)


def test_an_upgrade_fills_in_what_adopted_rows_were_worth(alice, monkeypatch):
    migration = import_module("tracker.migrations.0015_fill_recommendation_worth")
    monkeypatch.setattr(migration, "BATCH", 2)
    for number in range(5):
        make_recommendation(alice, f"Advice {number}", state="adopted")
    make_recommendation(alice, "Advice 0", state="adopted")
    make_recommendation(alice, "No", state="declined")
    Recommendation.objects.update(worth=None)
    migration.fill(apps, connection.schema_editor())
    worth = list(Recommendation.objects.order_by("pk").values_list("worth", flat=True))
    assert worth == [25] * 6 + [None]
