"""The published rule, case by case."""

from datetime import timedelta

import pytest

from tests.factories import TODAY
from tracker.career.readiness.rule import State, state_of
from tracker.shared.text.ages import Age, age_of


@pytest.mark.parametrize(
    ("items", "kinds", "fresh", "state"),
    [
        (0, 0, 0, State.EMPTY),
        (1, 1, 0, State.THIN),
        (1, 1, 1, State.THIN),
        (2, 2, 2, State.THIN),
        (3, 1, 0, State.THIN),
        (3, 1, 1, State.FAIR),
        (4, 2, 2, State.FAIR),
        (5, 1, 5, State.FAIR),
        (5, 2, 1, State.FAIR),
        (5, 2, 2, State.STRONG),
        (5, 2, 0, State.THIN),
        (100, 4, 0, State.THIN),
        (100, 1, 100, State.FAIR),
    ],
)
def test_the_state_of_a_lens(items, kinds, fresh, state):
    assert state_of(items, kinds, fresh) == state


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (-1, Age.FRESH),
        (0, Age.FRESH),
        (90, Age.FRESH),
        (91, Age.AGEING),
        (365, Age.AGEING),
        (366, Age.OLD),
    ],
)
def test_the_age_of_evidence(days, age):
    assert age_of(TODAY - timedelta(days=days), TODAY) == age
