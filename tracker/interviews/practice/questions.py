"""Which question to practise: one of a skill, one that an advert asks for, or one's own."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import Skill
from tracker.interviews.confidence.queries import confidence_map
from tracker.interviews.practice.models import QUESTION_LIMIT, Practice
from tracker.openings.advert.gaps import skills_asked
from tracker.openings.advert.models import AdvertLine
from tracker.openings.models import Opening
from tracker.shared.http import pk_from, text_from

MOST_LINES = 40


@dataclass(frozen=True, slots=True)
class PracticeQuestion:
    """A question with the skill that it asks for and the opening that it comes from, if any.

    `number` is its place among the questions of its skill.
    """

    text: str
    skill: Skill | None = None
    opening: Opening | None = None
    number: int = 0

    @property
    def next_number(self) -> int:
        """The place of the one after it, the first one after the last."""
        questions = self.skill.question_list if self.skill else []
        return (self.number + 1) % len(questions) if questions else 0


def question_asked_for(user: User, query: QueryDict) -> PracticeQuestion:
    """Return what the address asks for, else a question of the quietest skill.

    ?skill=<slug>&number=<place>, ?line=<key of an advert's line>, ?question=<words>.
    """
    if words := text_from(query, "question", QUESTION_LIMIT):
        return PracticeQuestion(words)
    pk = pk_from(query.get("line"))
    if pk is not None and (question := _of_line(user, pk)):
        return question
    skill = Skill.objects.filter(slug=text_from(query, "skill")).first()
    if skill is None:
        rows = confidence_map(user).rows
        skill = rows[0].skill if rows else None
    if skill is None:
        return PracticeQuestion("")
    return _of_skill(user, skill, pk_from(query.get("number")))


def _of_skill(user: User, skill: Skill, number: int | None) -> PracticeQuestion:
    """Return the question at that place; without one, the first that was never practised."""
    questions = skill.question_list
    if not questions:
        return PracticeQuestion("", skill)
    if number is None:
        own_practices = Practice.objects.owned_by(user).live().filter(skill=skill)
        known = own_practices.filter(question__in=questions)
        practised = set(known.values_list("question", flat=True).distinct())
        unpractised = [text for text in questions if text not in practised]
        number = questions.index(unpractised[0]) if unpractised else 0
    number %= len(questions)
    return PracticeQuestion(questions[number], skill, number=number)


def _of_line(user: User, pk: int) -> PracticeQuestion | None:
    """Return the question behind what an advert asks for."""
    lines = AdvertLine.objects.owned_by(user).filter(is_requirement=True)
    line = lines.filter(opening__deleted_at=None).select_related("opening").filter(pk=pk).first()
    if line is None:
        return None
    slugs = skills_asked(line.text)
    skill = Skill.objects.filter(slug=slugs[0]).first() if slugs else None
    text = _("The advert asks for this: “%(line)s”. What have you done of the kind?")
    room = QUESTION_LIMIT - len(text)
    return PracticeQuestion(text % {"line": line.text[:room]}, skill, line.opening)


def lines_to_practise(user: User, pk: int | None) -> list[AdvertLine]:
    """Return what the advert of one opening asks for, in its order."""
    if pk is None:
        return []
    lines = AdvertLine.objects.owned_by(user).filter(opening=pk, is_requirement=True)
    standing = lines.filter(opening__deleted_at=None).order_by("position", "pk")
    return list(standing.select_related("opening")[:MOST_LINES])
