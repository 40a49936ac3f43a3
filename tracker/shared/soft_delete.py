"""Rows that leave every page when they are deleted, and can be put back for thirty days."""

from datetime import timedelta
from typing import Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tracker.shared.owned import Owned, OwnedQuerySet

UNDO_FOR = timedelta(days=30)
LIVE = Q(deleted_at__isnull=True)

M_co = TypeVar("M_co", bound="Undoable", covariant=True)


class UndoableQuerySet(OwnedQuerySet[M_co]):
    def live(self) -> Self:
        return self.filter(LIVE)

    def deleted(self) -> Self:
        """Return those deleted within the days in which that can be undone."""
        # SQLite takes `deleted_index` only for a query that says its condition.
        return self.filter(~LIVE, deleted_at__gt=timezone.now() - UNDO_FOR)

    def expired(self) -> Self:
        """Return those deleted so long ago that `purge_deleted` removes them, of whoever."""
        return self.filter(deleted_at__lte=timezone.now() - UNDO_FOR)


class Undoable(Owned):
    deleted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def soft_delete(self, *also: str) -> None:
        """Delete it with undo; saves its mark, and the fields named in `also`."""
        self.deleted_at = timezone.now()
        self.save(update_fields=["deleted_at", *also])

    def restore(self, *also: str) -> None:
        self.deleted_at = None
        self.save(update_fields=["deleted_at", *also])


def deleted_index(noun: str) -> models.Index:
    """Return the index behind `UndoableQuerySet.deleted`, the latest first."""
    return models.Index(fields=["owner", "-deleted_at"], condition=~LIVE, name=f"{noun}_deleted")
