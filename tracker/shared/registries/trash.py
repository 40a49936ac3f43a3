"""How a feature's deleted rows wait to be put back: `BINS` in its `trash.py`.

`CLEANERS` there, if any, are called once the rows of all features that waited long enough are
gone: each removes what nothing needs any more, and returns how much that was.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tracker.shared.soft_delete import Undoable, UndoableQuerySet


def deleted(rows: UndoableQuerySet[Any]) -> UndoableQuerySet[Any]:
    return rows.deleted()


def nothing(row: Any) -> list[str]:
    return []


def deleted_ago(row: Any, ago: str) -> str:
    return _("deleted %(when)s ago") % {"when": ago}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One model's deleted rows, in the list at `place` among the others.

    `restore_route` names the address that takes a row's key and puts it back.
    """

    model: type[Undoable]
    place: int
    restore_route: str
    # Which of an owner's rows can be put back by themselves.
    rows: Callable[[UndoableQuerySet[Any]], UndoableQuerySet[Any]] = deleted
    title: Callable[[Any], str] = str
    # What the button says to a screen reader.
    name: Callable[[Any], str] = str
    about: Callable[[Any], list[str]] = nothing
    when: Callable[[Any, str], str] = deleted_ago
    # Not where a row makes no sense away from its own page: that page's message puts it back.
    is_listed: bool = True
