"""Which path fits whom: the decision table, the one of docs/paths.md."""

from pathlib import Path as File

import pytest
from django.conf import settings

from tracker.goals.models import Path
from tracker.paths.decision import RULES, SHORT, Answer, Question, best, path_warnings, weigh
from tracker.paths.texts import COSTS
from tracker.warnings.kinds import WarningKind

SIGNS = {2: "++", 1: "+", -1: "–", -2: "––"}
YES, NO = Answer.YES, Answer.NO
Q = Question


def fit_of(path, answers):
    return next(fit for fit in weigh(answers) if fit.path == path)


def table() -> str:
    """The table as docs/paths.md prints it."""
    lines = [f"| answer | {' | '.join(str(path.label) for path in Path)} |", "|-|-|-|-|-|"]
    for question in Question:
        for answer in Answer:
            signs = []
            for path in Path:
                weights = [
                    rule.weight
                    for rule in RULES
                    if (rule.question, rule.answer, rule.path) == (question, answer, path)
                ]
                assert len(weights) < 2, "one rule at most for an answer and a path"
                signs.append(SIGNS[weights[0]] if weights else "")
            lines.append(f"| {SHORT[question]}: {answer.label} | {' | '.join(signs)} |")
    return "\n".join(lines)


def test_the_table_of_the_docs_is_that_of_the_code():
    assert table() in File(settings.BASE_DIR, "docs/paths.md").read_text()


def test_every_path_has_its_price_and_something_for_and_against():
    for path in Path:
        assert COSTS[path]
        assert {rule.weight > 0 for rule in RULES if rule.path == path} == {True, False}


CASES = [
    ({}, None),
    ({Q.PMS: YES}, "inside"),
    ({Q.PMS: NO}, "no-team"),
    ({Q.PMS: NO, Q.CUSTOMERS: NO, Q.POST: YES, Q.PLACE: NO, Q.BACKUP: NO}, "stepping-stone"),
    ({Q.PMS: NO, Q.NICHE: YES, Q.PLACE: NO, Q.CUSTOMERS: NO}, "niche"),
    ({Q.PMS: YES, Q.NICHE: YES, Q.PLACE: NO, Q.BACKUP: YES, Q.CUSTOMERS: YES}, "inside"),
    ({Q.PMS: NO, Q.POST: NO, Q.PLACE: YES}, "no-team"),
]


@pytest.mark.parametrize(("answers", "fitting"), CASES)
def test_the_path_that_fits(answers, fitting):
    fit = best(weigh(answers))
    assert (fit.path if fit else None) == fitting


def test_what_decides_against_a_path_outweighs_all_that_speaks_for_it():
    answers = {Q.PMS: NO, Q.CUSTOMERS: YES, Q.PLACE: YES, Q.BACKUP: YES, Q.POST: YES}
    fit = fit_of(Path.INSIDE, answers)
    assert fit.score > 0
    assert fit.is_against_evidence


@pytest.mark.parametrize(
    ("path", "answers", "warnings"),
    [
        (Path.INSIDE, {Q.PMS: YES}, []),
        (Path.INSIDE, {Q.PMS: NO}, [WarningKind.AGAINST, WarningKind.NO_PMS]),
        (Path.NICHE, {Q.NICHE: YES}, [WarningKind.DOUBLE_CHANGE]),
        (Path.STEPPING_STONE, {Q.PMS: NO}, []),
        (Path.STEPPING_STONE, {Q.POST: NO}, [WarningKind.AGAINST]),
        (Path.NO_TEAM, {Q.PMS: NO}, [WarningKind.NO_PMS]),
        (Path.NO_TEAM, {Q.PMS: YES}, [WarningKind.AGAINST, WarningKind.NO_PMS]),
    ],
)
def test_what_is_warned_of(path, answers, warnings):
    assert path_warnings(fit_of(path, answers)) == warnings
