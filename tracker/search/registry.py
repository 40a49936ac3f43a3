"""What is searched: what the features register, one table a kind (shared/registries/search.py)."""

from functools import cache

from tracker.shared.registries.discovery import registered_modules
from tracker.shared.registries.search import Source


@cache
def all_sources() -> list[Source]:
    """Return the sources of every feature, in the order that decides between equal hits."""
    sources: list[Source] = []
    for module in registered_modules("search_sources"):
        sources.extend(module.SOURCES)
    return sorted(sources, key=lambda source: source.place)
