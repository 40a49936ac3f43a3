"""Rows of every kind that is searched."""

from typing import Any

from tests.factories import TODAY
from tracker.accounts.models import User
from tracker.files.kinds import FileKind
from tracker.files.models import EntryFile, EntryLink, random_place
from tracker.journal.models import Activity
from tracker.lessons.models import Lesson
from tracker.projects.models import Document, Project
from tracker.recommendations.models import Recommendation


def make_project(owner: User, name: str, **values: Any) -> Project:
    return Project.objects.create(owner=owner, name=name, **{"first_on": TODAY} | values)


def make_document(project: Project, title: str, **values: Any) -> Document:
    values.setdefault("kind", "research")
    return Document.objects.create(owner=project.owner, project=project, title=title, **values)


def make_lesson(owner: User, title: str, **values: Any) -> Lesson:
    return Lesson.objects.create(owner=owner, title=title, **{"date": TODAY} | values)


def make_recommendation(owner: User, title: str, **values: Any) -> Recommendation:
    return Recommendation.objects.create(owner=owner, title=title, **{"outcome": "sales"} | values)


def make_link(activity: Activity, address: str, title: str = "") -> EntryLink:
    rows = EntryLink.objects
    return rows.create(owner=activity.owner, activity=activity, address=address, title=title)


def make_file(activity: Activity, name: str) -> EntryFile:
    """A row without its bytes: a search reads names alone."""
    values = {"kind": FileKind.PDF, "content": random_place(), "size": 100, "name": name}
    return EntryFile.objects.create(owner=activity.owner, activity=activity, **values)
