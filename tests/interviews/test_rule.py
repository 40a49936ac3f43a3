"""The rule by which a skill is quiet: the decision table of docs/interviews.md."""

from datetime import timedelta

import pytest

from tests.factories import TODAY
from tracker.interviews.confidence.rule import Reason, SkillFacts, loudness, quiet_reasons

LOUD = {"last_entry_on": TODAY, "ready_stories": 1, "practised_on": TODAY, "rating": 4}


def ago(days: int):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("changed", "reasons"),
    [
        ({}, []),
        ({"rating": None}, []),
        ({"rating": 3}, []),
        ({"rating": 2}, [Reason.LOW_CONFIDENCE]),
        ({"last_entry_on": None}, [Reason.NO_EVIDENCE]),
        ({"last_entry_on": ago(365)}, []),
        ({"last_entry_on": ago(366)}, [Reason.OLD_EVIDENCE]),
        ({"ready_stories": 0}, [Reason.NO_STORY]),
        ({"practised_on": None}, [Reason.NOT_PRACTISED]),
        ({"practised_on": ago(56)}, []),
        ({"practised_on": ago(57)}, [Reason.NOT_PRACTISED]),
        ({"badly_on": ago(1)}, [Reason.ANSWERED_BADLY]),
        (
            {"badly_on": ago(1), "rating": 1, "ready_stories": 0},
            [Reason.ANSWERED_BADLY, Reason.LOW_CONFIDENCE, Reason.NO_STORY],
        ),
    ],
)
def test_a_skill_is_quiet_for_these_reasons(changed, reasons):
    assert quiet_reasons(SkillFacts(**LOUD | changed), TODAY) == reasons


def test_of_a_skill_that_nobody_has_touched_nothing_is_said_but_what_is_missing():
    untouched = quiet_reasons(SkillFacts(), TODAY)
    assert untouched == [Reason.NO_EVIDENCE, Reason.NO_STORY, Reason.NOT_PRACTISED]


def test_one_bad_answer_is_quieter_than_three_other_reasons():
    others = [Reason.NO_EVIDENCE, Reason.NO_STORY, Reason.NOT_PRACTISED]
    found = sorted([[], others, [Reason.ANSWERED_BADLY], [Reason.NO_STORY]], key=loudness)
    assert found == [[Reason.ANSWERED_BADLY], others, [Reason.NO_STORY], []]
