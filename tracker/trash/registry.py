"""What waits in the trash: what the features register (shared/registries/trash.py)."""

from collections.abc import Callable
from functools import cache

from tracker.shared.registries.discovery import registered_modules
from tracker.shared.registries.trash import Bin


@cache
def all_bins() -> list[Bin]:
    """Return the bins of every feature, in the order of the list."""
    bins: list[Bin] = []
    for module in registered_modules("trash"):
        bins.extend(module.BINS)
    return sorted(bins, key=lambda kind: kind.place)


def all_cleaners() -> list[Callable[[], int]]:
    """Return what features do once deleted rows are gone for good."""
    cleaners: list[Callable[[], int]] = []
    for module in registered_modules("trash"):
        cleaners += getattr(module, "CLEANERS", [])
    return cleaners
