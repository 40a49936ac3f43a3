"""Which rows of an account came out of a file, and what they are called there."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.shared.limits import at_most
from tracker.shared.owned import Owned, OwnedQuerySet

KIND_LIMIT = 64


class ImportedRow(Owned):
    """That a row was imported, so that it keeps its name in files and never comes twice.

    A row that was made here has its name worked out (identity.py). What it says may be stale: a
    row that is gone for good leaves its own behind until `purge_deleted` clears it away.
    """

    kind = models.CharField(max_length=KIND_LIMIT)
    row = models.PositiveBigIntegerField()  # the key of a row of that kind
    source = models.UUIDField()  # its name in files

    objects = OwnedQuerySet["ImportedRow"].as_manager()

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "source"], name="imported_row_named_once"
            ),
            models.UniqueConstraint(fields=["owner", "kind", "row"], name="imported_row_once"),
            at_most("kind", KIND_LIMIT, "imported_row_kind_short"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source}"
