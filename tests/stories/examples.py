"""Stories of every kind with what they rest on, pitches in every state, and deleted ones."""

from django.utils import timezone

from tests.factories import (
    LONG,
    log,
    make_lesson,
    make_pitch,
    make_project,
    make_quotes,
    make_recommendation,
    make_story,
)
from tests.guards.routes import KEY
from tracker.stories import actions
from tracker.stories.models import Story
from tracker.stories.pitches.models import Pitch

VALUES = {
    "StoryEvidence": {"activity_id": KEY},
    "PitchWhy": {"answer": "Alice’s secret reason", "position": 0},
}
SKILLS = ("launching", "writing-a-spec")
RTL = "كان العميل سعيدا بالنتيجة " * 20


def fill(owner, rows: int) -> None:
    for number in range(rows):
        quotes = make_quotes(owner, f"Told of {number}")
        story = make_story(owner, f"Ready {number}", *SKILLS, state="ready")
        for kind, row in _evidence(owner, number, quotes[0]):
            actions.tie(story, kind, row.pk)
        make_story(owner, f"Begun {number}", SKILLS[0])
        make_story(owner, f"Gone {number}", deleted_at=timezone.now())
        for state in ("draft", "present", "answered"):
            make_pitch(owner, f"{state} {number}", *quotes, state=state)
        make_pitch(owner, f"Gone pitch {number}", deleted_at=timezone.now())


def overfill(owner) -> None:
    parts = dict.fromkeys(Story.PARTS, f"{LONG} {LONG}. {RTL}")
    Story.objects.filter(pk=KEY).update(title=LONG[:120], **parts)
    make_story(owner, LONG[:120], *SKILLS, state="ready", **parts)
    make_story(owner, "It went well", state="ready", result="It went well.")
    Pitch.objects.filter(pk=KEY).update(title=LONG[:120], idea=LONG, takes=RTL)
    for state in ("draft", "present", "answered"):
        make_pitch(owner, LONG[:120], state=state, whys=7, idea=LONG, takes=RTL)


def _evidence(owner, number: int, quote) -> list:
    return [
        ("activity", log(owner, f"Done {number}")),
        ("quote", quote),
        ("lesson", make_lesson(owner, f"Learned by {number}")),
        ("recommendation", make_recommendation(owner, f"Advised {number}", quote)),
        ("project", make_project(owner, f"Stint {number}")),
        ("pitch", make_pitch(owner, f"Sold {number}", quote)),
    ]
