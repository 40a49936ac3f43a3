"""Keeping what was asked in an interview and how it went."""

from collections.abc import Collection, Iterable

from django.db import transaction

from tracker.interviews.debrief.forms import AskedRow
from tracker.interviews.models import AskedQuestion, Interview
from tracker.shared.owned import lock


@transaction.atomic
def keep_debrief(
    interview: Interview,
    asked: Iterable[AskedRow],
    *,
    removed: Collection[int] = (),
    needs_thanks: bool = True,
) -> None:
    """Save a changed interview with its questions, in their order.

    Questions that `asked` does not name, written in another tab perhaps, stay below; those in
    `removed` go. A row whose question is gone meanwhile becomes a new one.
    """
    owner = interview.owner
    lock(owner)
    interview.debriefed_on = interview.debriefed_on or owner.today
    interview.needs_thanks = needs_thanks
    interview.save()
    interview.asked.filter(pk__in=removed).delete()
    standing = {question.pk: question for question in interview.asked.all()}
    new: list[AskedQuestion] = []
    changed: list[AskedQuestion] = []
    position = 0
    for row in asked:
        question = standing.pop(row.pk or 0, None)
        (changed if question else new).append(question := question or AskedQuestion(owner=owner))
        question.interview, question.position = interview, position
        question.text, question.went = row.text, row.went
        question.skill, question.story = row.skill, row.story
        position += 1
    for question in standing.values():
        question.position = position
        changed.append(question)
        position += 1
    AskedQuestion.objects.bulk_create(new)
    AskedQuestion.objects.bulk_update(changed, ["position", "text", "went", "skill", "story"])
