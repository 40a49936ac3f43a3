"""How a feature says which readiness lenses of somebody are thin: `thin_lenses(user)`.

It stands in its `thin_lenses.py` and returns slugs, weakest first. Roles that teach one are marked.
"""

from typing import Any

from tracker.shared.registries.discovery import registered_modules


def thin_lenses_of(user: Any) -> list[str]:
    """Return the slugs of the user's thin and empty lenses, as all features together say."""
    slugs: list[str] = []
    for module in registered_modules("thin_lenses"):
        slugs += module.thin_lenses(user)
    return list(dict.fromkeys(slugs))
