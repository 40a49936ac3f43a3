"""Stories as one takes them along: cue cards, and Markdown."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.quotes.as_markdown import escaped
from tracker.stories.models import Story
from tracker.stories.telling.speech import Speech, speech_of

CUE_LIMIT = 110
# The end of a sentence, in whatever script, or of a line.
_SENTENCE = re.compile(r"(?<=[.!?…])\s|(?<=[。！？])|\n")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a story: which (a field of it), what it is called, its text and its cue."""

    name: str
    label: str
    text: str

    @property
    def cue(self) -> str:
        """Its first sentence, cut: as much as one reads while talking."""
        first = ""
        for sentence in _SENTENCE.split(self.text):
            first = first or sentence.strip()
        if len(first) <= CUE_LIMIT:
            return first
        kept = first[: CUE_LIMIT - 1]
        # Between words, where there is a space between them at all.
        return f"{kept.rpartition(' ')[0] or kept}…"


@dataclass(frozen=True, slots=True)
class Card:
    """A story as its page and its cue card show it."""

    story: Story
    parts: list[Part]
    speech: Speech


def card_of(story: Story) -> Card:
    names = {
        "situation": _("Situation"),
        "task": _("Task"),
        "action": _("Action"),
        "result": _("Result"),
        "lesson": _("Lesson"),
    }
    parts = []
    for name in Story.PARTS:
        parts.append(Part(name, names[name], getattr(story, name).strip()))
    return Card(story, parts, speech_of(part.text for part in parts))


def as_markdown(story: Story) -> str:
    """Write a story with its skills and what it rests on; needs `with_skills`, `with_evidence`."""
    blocks = [f"# {escaped(story.title)}"]
    skills = ", ".join(escaped(skill.name) for skill in story.shown_skills)
    if skills:
        blocks.append(_("Shows: %(skills)s") % {"skills": skills})
    for part in card_of(story).parts:
        if part.text:
            blocks += [f"## {part.label}", part.text]
    evidence = []
    for thing in story.live_evidence:
        title = " ".join(thing.title.split())
        evidence.append(f"- {escaped(title)} ({escaped(thing.about)})")
    if evidence:
        blocks += [f"## {_('What it rests on')}", "\n".join(evidence)]
    return "\n\n".join(blocks) + "\n"
