"""Answering the chooser's questions, and choosing."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from tracker.accounts.models import User
from tracker.employments.actions import answer as answer_for_company
from tracker.goals.actions import take_path
from tracker.goals.models import Path
from tracker.paths.decision import Answer, Question
from tracker.paths.models import PathAnswer, PathChoice
from tracker.paths.queries import answers_of, goal_with_path
from tracker.paths.questions import answered, known_answers
from tracker.shared.owned import lock
from tracker.warnings.actions import keep_note
from tracker.warnings.kinds import WarningKind


@transaction.atomic
def answer(owner: User, answers: Mapping[Question, Answer | None]) -> None:
    """Keep the answers that differ from what is known; None takes an earlier one back.

    Whether the company has PMs is an answer of the present employment, and changed there.
    """
    lock(owner)
    pms = answers.get(Question.PMS)
    if pms is not None and (pms == Answer.YES) is not owner.company_has_pms:
        answer_for_company(owner, pms == Answer.YES)
    known = known_answers(owner)
    for question, said in answers.items():
        rows = PathAnswer.objects.owned_by(owner).filter(question=question)
        if question == Question.PMS or said is None or said == known[question].answer:
            rows.delete()
        else:
            values = {"answer": said, "answered_on": owner.today}
            PathAnswer.objects.update_or_create(values, owner=owner, question=question)


@transaction.atomic
def choose(owner: User, path: Path, kinds: Iterable[WarningKind], note: str) -> PathChoice:
    """Keep a choice of today with the answers that it rests on; the goal of level 1 follows it.

    `note` says why it is chosen against the warnings `kinds`.
    """
    lock(owner)
    kinds = list(kinds)
    goal = goal_with_path(owner)
    answers = answers_of(answered(owner))
    choice = PathChoice.objects.create(
        owner=owner,
        goal=goal,
        path=path,
        date=owner.today,
        answers={question.value: said.value for question, said in answers.items()},
        against_evidence=WarningKind.AGAINST in kinds,
        note=note,
    )
    if goal and goal.path != path:
        take_path(goal, path)
    keep_note(owner, kinds, note, str(path.label))
    return choice
