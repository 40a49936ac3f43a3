"""The indexes of words, which the databases keep themselves (docs/adr/0012).

Made and mended after every `migrate`: Django makes some of SQLite's tables anew in a migration,
which takes their triggers along, and what counts as a word may change with a release.
"""

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.expressions import RawSQL

from tracker.search import postgres, sqlite
from tracker.search.ranking import Asked
from tracker.search.registry import all_sources
from tracker.search.words import is_in_runs
from tracker.shared.registries.search import Source
from tracker.shared.text.words import every_word


def ensure(connection: BaseDatabaseWrapper) -> bool:
    """Make what is missing or out of date; return whether anything had to be made. Cheap if not."""
    there = set(connection.introspection.table_names())
    sources = [source for source in all_sources() if source.table in there]
    made: bool = _of(connection).ensure(connection, sources)
    return made


def hits(connection: BaseDatabaseWrapper, source: Source, owner: int, asked: Asked) -> Q:
    """Return a condition: every word, or its beginning, stands in the row."""
    if not is_served(connection):
        return every_word(" ".join(asked.as_written), *source.fields)
    runs = [word for word in asked.as_written if is_in_runs(word)]
    if runs:
        # The index knows where words begin; within a run nobody says where that is.
        others = [word for word in asked.words if not is_in_runs(word)]
        inside = every_word(" ".join(runs), *source.fields)
        return inside & _indexed(connection, source, owner, others) if others else inside
    return _indexed(connection, source, owner, asked.words)


def _indexed(
    connection: BaseDatabaseWrapper, source: Source, owner: int, words: Sequence[str]
) -> Q:
    sql, parameters = _of(connection).condition(source, owner, words)
    if connection.vendor == "sqlite":
        return Q(pk__in=RawSQL(sql, parameters))  # noqa: S611 - both made here, words as parameters
    return Q(RawSQL(sql, parameters, output_field=postgres.BOOLEAN))  # noqa: S611 - the same


def differing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the indexes that are missing, out of date, or hold something else than their rows."""
    names: list[str] = _of(connection).differing(connection, all_sources())
    return names


def rebuild(connection: BaseDatabaseWrapper, names: list[str]) -> None:
    """Make these indexes anew."""
    sources = [source for source in all_sources() if source.index in names]
    _of(connection).drop(connection, sources)
    ensure(connection)


def compact(connection: BaseDatabaseWrapper) -> None:
    """Leave no word of deleted rows behind. PostgreSQL clears its indexes away by itself."""
    if connection.vendor == "sqlite":
        sqlite.compact(connection, all_sources())


def is_served(connection: BaseDatabaseWrapper) -> bool:
    """Return whether there can be an index: SQLite may have been built without FTS5."""
    return connection.vendor != "sqlite" or sqlite.has_fts5(connection)


def _of(connection: BaseDatabaseWrapper) -> ModuleType:
    return sqlite if connection.vendor == "sqlite" else postgres


def before_migrate(using: str, plan: list[tuple[Any, bool]], **kwargs: Any) -> None:
    """Take SQLite's triggers away while our tables change: they name columns that may go."""
    connection = connections[using]
    ours = any(migration.app_label == "tracker" for migration, _backwards in plan)
    if ours and connection.vendor == "sqlite":
        sqlite.drop_triggers(connection)


def after_migrate(using: str, **kwargs: Any) -> None:
    ensure(connections[using])
