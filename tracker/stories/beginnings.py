"""What a story begins with where it is made from something that was written down before."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.lessons.models import Lesson
from tracker.projects.models import Project
from tracker.recommendations.models import Recommendation
from tracker.shared.http import pk_from
from tracker.stories.models import EVIDENCE, TEXT_LIMIT, TITLE_LIMIT
from tracker.stories.pitches.models import Pitch

Parts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Beginning:
    """The row that a story is made from, of which kind (a key of EVIDENCE), and its known parts."""

    kind: str
    row: Any
    parts: Parts


def beginning_of(user: User, asked: str) -> Beginning | None:
    """Return what `asked` ("entry-12") names among the user's own; None where there is none."""
    name, _dash, key = asked.partition("-")
    pk = pk_from(key)
    if name not in KINDS or pk is None:
        return None
    kind, parts_of = KINDS[name]
    rows = EVIDENCE[kind]._default_manager.owned_by(user).live()
    reached = REACHED.get(kind)
    row = (rows.select_related(reached) if reached else rows).filter(pk=pk).first()
    return Beginning(kind, row, _cut(parts_of(row))) if row else None


def _from_entry(entry: Activity) -> Parts:
    return {"title": str(entry), "situation": entry.notes, "lesson": entry.lesson}


def _from_lesson(lesson: Lesson) -> Parts:
    return {"title": lesson.title, "situation": lesson.story, "lesson": lesson.changed}


def _from_recommendation(recommendation: Recommendation) -> Parts:
    return {
        "title": recommendation.title,
        "situation": recommendation.problem,
        "task": recommendation.effect,
        "action": recommendation.suggestion,
        "result": recommendation.answer,
    }


def _from_project(project: Project) -> Parts:
    return {
        "title": project.name,
        "task": project.scope,
        "result": project.outcome,
        "lesson": project.fit_reason,
    }


def _from_pitch(pitch: Pitch) -> Parts:
    reasons = []
    for why in pitch.whys.order_by("position"):
        reasons.append(f"{why.asked} {why.answer}".strip())
    to = pitch.live_to
    return {
        "title": pitch.title,
        "situation": "\n".join(reasons),
        "task": _("Win %(name)s for it.") % {"name": to.name} if to else "",
        "action": "\n\n".join(filter(None, [pitch.idea, pitch.takes])),
        "result": pitch.answer,
    }


def _cut(parts: Parts) -> Parts:
    """Cut each to what a story holds; the whole of it stays where it came from."""
    cut = {}
    for name, text in parts.items():
        limit = TITLE_LIMIT if name == "title" else TEXT_LIMIT
        cut[name] = text if len(text) <= limit else f"{text[: limit - 1]}…"
    return cut


# The word of an address, the kind, and what fills the parts.
KINDS: dict[str, tuple[str, Callable[[Any], Parts]]] = {
    "entry": ("activity", _from_entry),
    "lesson": ("lesson", _from_lesson),
    "recommendation": ("recommendation", _from_recommendation),
    "project": ("project", _from_project),
    "pitch": ("pitch", _from_pitch),
}
REACHED = {"activity": "task", "pitch": "to"}
