"""Interviews ahead, past and deleted, with what was asked; practices; ratings of every skill."""

from datetime import time, timedelta

from django.utils import timezone

from tests.factories import LONG, TODAY, make_company, make_opening, make_person
from tests.interviews.rows import (
    make_interview,
    make_practice,
    make_question,
    make_rating,
)
from tracker.catalogue.guidance.models import Skill
from tracker.interviews.models import MOST_QUESTIONS, InterviewKind, Went

VALUES = {
    "AskedQuestion": {"position": 0},
    "Practice": {"question": "Alice’s secret question"},
    "ConfidenceRating": {"rating": 2},
}


def fill(owner, rows: int) -> None:
    opening = make_opening(owner, "Round after round", company=make_company(owner, "Rounds"))
    skills = list(Skill.objects.all())
    for number in range(rows):
        person = make_person(owner, f"Talked with {number}", company="Rounds")
        ahead = TODAY + timedelta(days=number)
        coming = make_interview(owner, opening=opening, date=ahead, time=time(10))
        past = make_interview(owner, opening=opening, date=TODAY - timedelta(days=number + 1))
        for interview in (coming, past):
            interview.people.add(person)
        asked = make_interview(owner, date=TODAY - timedelta(days=9), debriefed_on=TODAY)
        for went in Went:
            make_question(asked, f"Asked {number}", went=went, skill=skills[number % 12])
        make_practice(owner, f"Practised {number}", skill=skills[number % 12], opening=opening)
        make_interview(owner, opening=opening, deleted_at=timezone.now())
        make_practice(owner, f"Gone {number}", deleted_at=timezone.now())
        make_rating(owner, skills[0], 1 + number % 5, date=TODAY - timedelta(days=number))


def overfill(owner) -> None:
    hostile = f"<script>alert(1)</script> {LONG}"
    company = make_company(owner, f"{LONG[:100]} rounds", why=hostile, market=LONG[:100])
    opening = make_opening(owner, LONG[:120], company=company)
    for kind in InterviewKind:
        values = {"with_whom": hostile[:300], "place": LONG, "change": hostile * 9, "note": hostile}
        values |= {"to_ask": f"{hostile}\n" * 9, "went_note": hostile * 20, "went": "badly"}
        for day in (owner.today - timedelta(days=3), owner.today + timedelta(days=2)):
            interview = make_interview(owner, opening=opening, kind=kind, date=day, **values)
            interview.time, interview.time_zone = time(23, 59), "America/Argentina/Buenos_Aires"
            interview.save()
    for number in range(MOST_QUESTIONS):
        make_question(interview, f"{LONG} {number}", went="badly", skill=Skill.objects.first())
    for skill in Skill.objects.all():
        make_rating(owner, skill, 5, date=owner.today)
        make_practice(owner, hostile[:500], skill=skill, note=hostile * 9, date=owner.today)
