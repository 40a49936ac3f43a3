from django.db.models import OuterRef

from tracker.exports.models import ImportedRow
from tracker.exports.registry import all_kinds
from tracker.shared.registries.trash import Bin

BINS: list[Bin] = []


def forget_rows_that_are_gone() -> int:
    """Remove what is kept of imported rows that are no more; return how much that was."""
    removed = 0
    for kind in all_kinds():
        from_files = ImportedRow.objects.filter(kind=kind.name)
        there = kind.model._default_manager.filter(pk=OuterRef("row"))
        removed += from_files.exclude(row__in=there.values("pk")).delete()[0]
    return removed


CLEANERS = [forget_rows_that_are_gone]
