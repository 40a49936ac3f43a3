"""What curators look at: the histories of tasks and resources, and tasks in their order."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db.models import Max, QuerySet

from tracker.catalogue.guidance.models import Skill
from tracker.catalogue.models import Area, Level, Resource, Task


def versions(of: Any) -> "QuerySet[Any]":
    """Return the history of a record, or of a whole model, newest first."""
    history: QuerySet[Any] = of.history.order_by("-history_id")
    return history


@dataclass(frozen=True)
class StatusSince:
    """When a record came into its present status; `who` is empty where no curator did it."""

    at: datetime
    who: str


def status_since(record: Task | Resource) -> StatusSince | None:
    """Return the oldest of the last versions that have the present status."""
    rows = versions(record).values_list(
        "status", "history_date", "history_user__display_name", "history_user__email"
    )
    since = None
    for status, at, name, email in rows.iterator():
        if status != record.status:
            break
        since = StatusSince(at, name or email or "")
    return since


def deleted(model: type[Task] | type[Resource]) -> "QuerySet[Any]":
    """Return the last version of each record that is gone, newest first, with who deleted it."""
    last = versions(model).order_by().values("id").annotate(last=Max("history_id")).values("last")
    gone = versions(model).filter(history_type="-", history_id__in=last)
    return gone.exclude(id__in=model.objects.values("pk")).select_related("history_user")


def slugs_ever(model: type[Task] | type[Resource]) -> set[str]:
    """Return every slug that a record has or had, those of deleted records included."""
    return set(versions(model).order_by().values_list("slug", flat=True).distinct())


def touched_by_curators(task: Task) -> bool:
    """Return whether somebody has ever changed the task here."""
    return versions(task).exclude(history_user=None).exists()


def skills_of(task: Task) -> list[Skill]:
    """Return the skills that a task practises, the most practised first."""
    skills = {skill.slug: skill for skill in Skill.objects.filter(slug__in=task.skill_slugs)}
    return [skills[slug] for slug in task.skill_slugs if slug in skills]


def tasks_by_area(level: Level) -> list[tuple[Area, list[Task]]]:
    """Return the tasks of a level that are not retired, in their order, area by area."""
    tasks = (
        Task.objects.filter(level=level)
        .exclude(status=Task.Status.ARCHIVED)
        .select_related("area")
        .order_by("area__position", "area_id", "position", "pk")
    )
    return [(area, list(group)) for area, group in groupby(tasks, key=attrgetter("area"))]
