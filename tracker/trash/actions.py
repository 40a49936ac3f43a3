from typing import Any

from tracker.trash.registry import all_bins, all_cleaners


def purge_deleted() -> int:
    """Remove for good what was deleted over thirty days ago, whoever's it is.

    Returns the number of rows that somebody could have put back; what hung on them goes uncounted.
    """
    removed = 0
    labels = {kind.model._meta.label for kind in all_bins()}
    for kind in all_bins():
        manager: Any = kind.model._default_manager
        _total, by_label = manager.expired().delete()
        removed += sum(number for label, number in by_label.items() if label in labels)
    for clean in all_cleaners():
        clean()
    return removed
