"""What curators look at: the histories of cards, and cards in their order."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Max, QuerySet

from tracker.catalogue.models import Area, Level, Resource, Task


def versions(of: Any) -> "QuerySet[Any]":
    """The history of a card, or of a whole model, newest first."""
    found: QuerySet[Any] = of.history.order_by("-history_id")
    return found


@dataclass(frozen=True)
class Since:
    """When a card came into its present state; `who` is empty where no curator did it."""

    at: datetime
    who: str


def state_since(card: Task | Resource) -> Since | None:
    """The oldest of the last versions that have the present state."""
    rows = versions(card).values_list(
        "status", "history_date", "history_user__display_name", "history_user__email"
    )
    found = None
    for status, at, name, email in rows.iterator():
        if status != card.status:
            break
        found = Since(at, name or email or "")
    return found


def deleted(model: type[Task] | type[Resource]) -> "QuerySet[Any]":
    """The last version of each card that is gone, newest first, with who deleted it."""
    last = versions(model).order_by().values("id").annotate(last=Max("history_id")).values("last")
    gone = versions(model).filter(history_type="-", history_id__in=last)
    return gone.exclude(id__in=model.objects.values("pk")).select_related("history_user")


def slugs_ever(model: type[Task] | type[Resource]) -> set[str]:
    """Every slug that a card has or had, those of deleted cards included."""
    return set(versions(model).order_by().values_list("slug", flat=True).distinct())


def touched_by_curators(task: Task) -> bool:
    """Whether somebody has ever changed the card here."""
    return versions(task).exclude(history_user=None).exists()


def by_area(level: Level) -> list[tuple[Area, list[Task]]]:
    """The tasks of a level that are not retired, in their order, area by area."""
    tasks = (
        Task.objects.filter(level=level)
        .exclude(status=Task.Status.ARCHIVED)
        .select_related("area")
        .order_by("area__position", "area_id", "position", "pk")
    )
    return [(area, list(group)) for area, group in groupby(tasks, key=lambda task: task.area)]
