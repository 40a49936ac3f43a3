from datetime import timedelta
from typing import Any

from django.utils import timezone

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import Skill
from tracker.journal.models import Activity, Quote
from tracker.lessons.models import Lesson
from tracker.people.demo_rows import people_by_first_name
from tracker.people.names import TypedPeople
from tracker.projects.models import Project
from tracker.recommendations.models import Recommendation
from tracker.shared.registries.demo import Rows, past_day
from tracker.stories import actions
from tracker.stories.models import Story
from tracker.stories.pitches import actions as pitch_actions
from tracker.stories.pitches.actions import Around, Asked
from tracker.stories.pitches.models import Pitch

PLACE = 85
TEXTS = ("title", *Story.PARTS, "state")
# What a story rests on is known by the beginning of this column.
NAMED = {
    "entry": ("activity", Activity, "title"),
    "quote": ("quote", Quote, "text"),
    "learned": ("lesson", Lesson, "title"),
    "recommendation": ("recommendation", Recommendation, "title"),
    "project": ("project", Project, "name"),
}


def load(persona: User, rows: Rows) -> None:
    """Make her pitches and stories; what they rest on is named by how it begins."""
    for row in rows["pitch"]:
        _pitch(persona, row)
    for row in rows["story"]:
        _story(persona, row)


def _story(persona: User, row: Rows) -> None:
    story = Story()
    for name in TEXTS:
        if name in row:
            setattr(story, name, row[name])
    skills = list(Skill.objects.filter(slug__in=row["skills"]).values_list("pk", flat=True))
    story = actions.add(persona, story, skills=skills, made_from=None)
    for name, (kind, model, column) in NAMED.items():
        if name in row:
            manager: Any = model._default_manager
            named = manager.owned_by(persona).live()
            tied = named.filter(**{f"{column}__startswith": row[name]}).latest("pk")
            actions.tie(story, kind, tied.pk)
    when = timezone.now() - timedelta(weeks=row["weeks_ago"])
    Story.objects.filter(pk=story.pk).update(created_at=when, updated_at=when)


def _pitch(persona: User, row: Rows) -> None:
    to = people_by_first_name(persona)[row["to"]]
    whys = [Asked(why.get("question", ""), why["answer"]) for why in row["why"]]
    own_quotes = Quote.objects.owned_by(persona).live().filter(points__gt=0)
    quotes = [own_quotes.get(text__startswith=text) for text in row["rests_on"]]
    pitch = Pitch(title=row["title"], idea=row.get("idea", ""), takes=row.get("takes", ""))
    around = Around(whys, TypedPeople([to]), row["is_ready"])
    pitch = pitch_actions.add(persona, pitch, around, quotes=quotes)
    if "answer" in row:
        day = past_day(persona, row["answered_weeks_ago"], 3)
        pitch_actions.answer(pitch, text=row["answer"], day=day)
