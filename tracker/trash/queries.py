"""What one deleted within the last thirty days, and how each row is shown."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.timesince import timesince

from tracker.accounts.models import User
from tracker.shared.registries.trash import Bin
from tracker.trash.registry import all_bins

MOST = 200  # of each kind


@dataclass(frozen=True, slots=True)
class DeletedRow:
    """A row that can be put back: by a POST to `restore_address`."""

    title: str
    name: str
    line: str
    restore_address: str


def deleted_rows(user: User) -> list[DeletedRow]:
    """Return the rows kind by kind, the latest deleted first, in one query a kind."""
    rows: list[DeletedRow] = []
    for kind in all_bins():
        if kind.is_listed:
            own_rows = kind.rows(kind.model._default_manager.owned_by(user))  # type: ignore[attr-defined]
            rows += [_deleted_row(kind, row) for row in own_rows.order_by("-deleted_at")[:MOST]]
    return rows


def _deleted_row(kind: Bin, row: Any) -> DeletedRow:
    parts = [*kind.about(row), kind.when(row, timesince(row.deleted_at))]
    address = reverse(kind.restore_route, args=[row.pk])
    return DeletedRow(kind.title(row), kind.name(row), " · ".join(parts), address)
