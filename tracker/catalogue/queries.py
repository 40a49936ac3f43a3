"""What the histories of cards tell."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from tracker.catalogue.models import Resource, Task


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
    gone = versions(model).filter(history_type="-").exclude(id__in=model.objects.values("pk"))
    return gone.select_related("history_user")
