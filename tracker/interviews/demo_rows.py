from datetime import time, timedelta

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import Skill
from tracker.interviews.actions import save_interview
from tracker.interviews.confidence.models import ConfidenceRating
from tracker.interviews.debrief.actions import keep_debrief
from tracker.interviews.debrief.forms import AskedRow
from tracker.interviews.models import Interview
from tracker.interviews.practice.models import Practice
from tracker.openings.models import Opening
from tracker.people.models import Person
from tracker.people.names import TypedPeople
from tracker.shared.registries.demo import Rows, past_day

# After openings and stories.
PLACE = 100
TEXTS = ("kind", "with_whom", "place", "to_ask", "went", "went_note", "change")


def load(persona: User, rows: Rows) -> None:
    """Make her interviews, what she practised, and how sure she felt."""
    skills = {skill.slug: skill for skill in Skill.objects.all()}
    for row in rows["interview"]:
        _write(persona, row, skills)
    for row in rows["practice"]:
        Practice.objects.create(
            owner=persona,
            date=past_day(persona, row["weeks_ago"], row.get("weekday", 0)),
            question=row["question"],
            skill=skills[row["skill"]],
            seconds=row.get("seconds"),
            clarity=row["clarity"],
            note=row.get("note", ""),
        )
    for row in rows["confidence"]:
        day = past_day(persona, row["weeks_ago"])
        rating = ConfidenceRating(owner=persona, skill=skills[row["skill"]], date=day)
        rating.rating = row["rating"]
        rating.save()


def _write(persona: User, row: Rows, skills: dict[str, Skill]) -> None:
    opening = Opening.objects.owned_by(persona).get(title=row["opening"])
    interview = Interview(opening=opening)
    for name in TEXTS:
        setattr(interview, name, row.get(name, getattr(interview, name)))
    if "in_days" in row:
        interview.date = persona.today + timedelta(days=row["in_days"])
    else:
        interview.date = past_day(persona, row["weeks_ago"], row["weekday"])
    interview.time = time(row["hour"])
    known = Person.objects.owned_by(persona).live().filter(name__in=row.get("people", []))
    save_interview(persona, interview, TypedPeople(list(known), []))
    if "asked" in row:
        if row.get("thanked"):
            interview.thanked_on = interview.date
        interview.debriefed_on = interview.date
        keep_debrief(interview, [_question(asked, skills) for asked in row["asked"]])


def _question(asked: Rows, skills: dict[str, Skill]) -> AskedRow:
    skill = skills[asked["skill"]] if "skill" in asked else None
    return AskedRow(None, asked["text"], skill, None, asked["went"])
