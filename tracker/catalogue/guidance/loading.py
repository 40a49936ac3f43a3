"""Skills, roles, lenses and paths of a release; a curator's are never overwritten."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from tracker.catalogue.guidance.models import Lens, PathText, Role, Skill
from tracker.catalogue.release_content import read

# The file of each kind, the key of its rows, and the columns that tell one row from another.
FILES: list[tuple[str, str, type[Any], tuple[str, ...]]] = [
    ("skills.toml", "skill", Skill, ("slug",)),
    ("roles.toml", "role", Role, ("slug",)),
    ("paths.toml", "path", PathText, ("slug",)),
    ("lenses.toml", "lens", Lens, ("slug", "level")),
]
LISTS = {"questions": "\n", "ask_before": "\n", "task_slugs": "\n", "skills": " ", "lenses": " "}
COLUMNS = {"task_slugs": "tasks"}


def load_guidance() -> None:
    """Add what is not there and was never deleted; change nothing that is."""
    for file, key, model, identity in FILES:
        known = _known(model, identity)
        for position, row in enumerate(read(file)[key]):
            values = values_of(row)
            if tuple(values[name] for name in identity) not in known:
                model.objects.create(**values, position=position)


def values_of(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row of a file in the names and texts of its model."""
    values = {}
    for name, value in row.items():
        text = LISTS[name].join(value) if isinstance(value, list) else value
        values[COLUMNS.get(name, name)] = text
    return values


def _known(model: type[Any], identity: Iterable[str]) -> set[tuple[Any, ...]]:
    """Return the identities that there are, and those that a curator deleted."""
    history: models.Manager[Any] = model.history
    return {
        *model.objects.values_list(*identity),
        *history.values_list(*identity),
    }
