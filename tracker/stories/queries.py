"""Finding what a story can rest on, and what a list says of stories."""

from collections.abc import Mapping
from typing import Any

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import Skill
from tracker.shared.text.described import Evidence, described
from tracker.shared.text.words import every_word
from tracker.stories.models import EVIDENCE, Story

MOST_OF_A_KIND = 5
# What the words of a search are looked for in, of each kind.
FIELDS: dict[str, tuple[str, ...]] = {
    "activity": ("title", "notes", "task__title"),
    "quote": ("text", "customer", "theme"),
    "lesson": ("title", "story", "changed"),
    "recommendation": ("title", "problem", "suggestion"),
    "project": ("name",),
    "pitch": ("title", "idea"),
}
# What the name and the page of each are made of beside its own row.
REACHED = {"activity": "task"}


def find_evidence(owner: User, story: Story, words: str) -> list[Evidence]:
    """Return what a story could rest on besides; needs `with_evidence`."""
    return find_rows(owner, words, EVIDENCE, FIELDS, story.evidence_rows)


def find_rows(
    owner: User,
    words: str,
    models: Mapping[str, type[Any]],
    fields: Mapping[str, tuple[str, ...]],
    ties: list[Any],
) -> list[Evidence]:
    """Return the owner's rows that hold every word, five of each kind at most.

    What is tied already (`ties` with `kind` and `row`) is left out.
    """
    if not words:
        return []
    tied: dict[str, list[int]] = {}
    for tie in ties:
        tied.setdefault(tie.kind, []).append(tie.row.pk)
    findings = []
    for kind, model in models.items():
        rows = model._default_manager.owned_by(owner).live()
        rows = rows.filter(every_word(words, *fields[kind])).exclude(pk__in=tied.get(kind, []))
        if needed := REACHED.get(kind):
            rows = rows.select_related(needed)
        for row in rows.order_by("-pk")[:MOST_OF_A_KIND]:
            findings.append(described(kind, row))
    return findings


def skills_without_story(user: User) -> list[Skill]:
    """Return the skills of which no story is ready to be told, in the catalogue's order."""
    told = Story.objects.owned_by(user).ready().values("skills")
    return list(Skill.objects.exclude(pk__in=told.filter(skills__isnull=False)))
