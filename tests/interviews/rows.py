"""Rows of this feature for tests: keywords for what matters, defaults for the rest."""

from typing import Any

from tests.factories import TODAY, make_opening
from tracker.accounts.models import User
from tracker.catalogue.guidance.models import Skill
from tracker.interviews.confidence.models import ConfidenceRating
from tracker.interviews.models import AskedQuestion, Interview
from tracker.interviews.practice.models import Practice


def skill(slug: str) -> Skill:
    return Skill.objects.get(slug=slug)


def make_interview(owner: User, **values: Any) -> Interview:
    values.setdefault("date", TODAY)
    if "opening" not in values:
        values["opening"] = make_opening(owner, "Product Manager, Yard")
    return Interview.objects.create(owner=owner, **values)


def make_question(interview: Interview, text: str = "Why you?", **values: Any) -> AskedQuestion:
    values.setdefault("position", interview.asked.count())
    owner = interview.owner
    return AskedQuestion.objects.create(owner=owner, interview=interview, text=text, **values)


def make_practice(owner: User, question: str = "Why you?", **values: Any) -> Practice:
    values = {"date": TODAY, "clarity": 3} | values
    return Practice.objects.create(owner=owner, question=question, **values)


def make_rating(owner: User, of: Skill, rating: int, **values: Any) -> ConfidenceRating:
    values.setdefault("date", TODAY)
    return ConfidenceRating.objects.create(owner=owner, skill=of, rating=rating, **values)
