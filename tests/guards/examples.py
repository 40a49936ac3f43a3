"""Rows for the guards: each feature makes its own, in `tests/<feature>/examples.py`.

All of it may be left out:

- `fill(owner, rows)` makes ordinary rows, `rows` of each kind that a page lists, deleted ones too;
- `overfill(owner)` makes rows at their limits, hostile ones, and one in each state;
- `VALUES` says what the one row that tests.guards.rows makes of a model needs to be valid; a
  function gives what has to be made first.
"""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from tracker.accounts.models import User

TESTS = Path(__file__).parent.parent


def example_modules() -> Iterator[ModuleType]:
    for path in sorted(TESTS.glob("*/examples.py")):
        if path.parent.name != "guards":
            yield import_module(f"tests.{path.parent.name}.examples")


def fill(owner: User, rows: int) -> None:
    for module in example_modules():
        if hasattr(module, "fill"):
            module.fill(owner, rows)


def overfill(owner: User) -> None:
    for module in example_modules():
        if hasattr(module, "overfill"):
            module.overfill(owner)


def values_of_rows() -> dict[str, dict[str, Any]]:
    """Return for each model, by its name, the values that its fields need."""
    values: dict[str, dict[str, Any]] = {}
    for module in example_modules():
        values |= getattr(module, "VALUES", {})
    return values
