"""What is searched: one table a kind, and which of its columns."""

from dataclasses import dataclass

from django.db import models

from tracker.journal.models import Activity, Quote
from tracker.lessons.models import Lesson
from tracker.people.models import Person
from tracker.projects.models import Document, Project
from tracker.recommendations.models import Recommendation


@dataclass(frozen=True, slots=True)
class Source:
    """A table with an index of its words. `title` is the column in which a hit counts most."""

    kind: str
    model: type[models.Model]
    title: str
    body: tuple[str, ...]
    related: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.title, *self.body)

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def index(self) -> str:
        """The name of its index, in either database."""
        return f"{self.table}_words"


# A name that was typed is the person's before it is an entry's: of equal hits, this order decides.
SOURCES = (
    Source(
        "people",
        Person,
        "name",
        (
            "role",
            "company",
            "works_on",
            "former_role",
            "how_met",
            "note",
            "next_touch_about",
            "vouch_for",
            "links",
        ),
    ),
    Source("entries", Activity, "title", ("notes", "lesson"), ("task",)),
    Source(
        "quotes", Quote, "text", ("speaker", "customer", "setting", "theme"), ("activity__task",)
    ),
    Source(
        "recommendations",
        Recommendation,
        "title",
        ("problem", "suggestion", "effect", "news_note", "answer"),
    ),
    Source("projects", Project, "name", ("product", "scope", "outcome", "fit_reason")),
    Source("documents", Document, "title", ("text",), ("project",)),
    Source("lessons", Lesson, "title", ("story", "changed", "product")),
)
