"""Rows into tables as fast as each database takes them.

COPY on PostgreSQL, executemany on SQLite. Rows are made while they are loaded: what makes them must
not ask the database, whose connection is taken.
"""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import ProgrammingError, connection, models, transaction
from django.utils import timezone

from tests.bench.life import Row
from tracker.search import index, sqlite

CHUNK = 5_000


def load(model: type[models.Model], columns: list[str], rows: Iterable[Row]) -> int:
    """Insert rows of texts; columns that are not named get their field's default. How many."""
    rest = _constants(model, columns)
    names = ", ".join(f'"{name}"' for name in [*columns, *rest])
    table = f'"{model._meta.db_table}"'
    tail = tuple(rest.values())
    if connection.vendor == "postgresql":
        return _copy(f"COPY {table} ({names}) FROM STDIN", rows, tail)
    marks = ", ".join(["?"] * (len(columns) + len(rest)))
    return _insert(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows, tail)


def _copy(statement: str, rows: Iterable[Row], tail: Row) -> int:
    done = 0
    end = "".join("\t\\N" if value is None else f"\t{value}" for value in tail) + "\n"
    rows = iter(rows)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        while chunk := list(islice(rows, CHUNK)):
            lines = [
                "\t".join(["\\N" if value is None else value for value in row]) for row in chunk
            ]
            copy.write(end.join(lines) + end)
            done += len(chunk)
    return done


def _insert(statement: str, rows: Iterable[Row], tail: Row) -> int:
    done = 0
    rows = iter(rows)
    with transaction.atomic():
        cursor = connection.connection.cursor()  # Django's own would rewrite every statement
        while chunk := [row + tail for row in islice(rows, CHUNK)]:
            cursor.executemany(statement, chunk)
            done += len(chunk)
    return done


def _constants(model: type[models.Model], columns: list[str]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for field in model._meta.concrete_fields:
        if field.column in columns or field.primary_key or field.generated:
            continue
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
            found[field.column] = text_of(timezone.now())
        else:
            found[field.column] = text_of(field.get_default())
    return found


def text_of(value: Any) -> str | None:
    """A value as both databases read it."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (dict, list)):
        import json

        return json.dumps(value)
    if hasattr(value, "hex") and hasattr(value, "int"):
        return str(value.hex)
    return str(value).split("+")[0] if hasattr(value, "tzinfo") else str(value)


@contextmanager
def without_indexes() -> Iterator[None]:
    """Indexes that hold no constraint, and checks of foreign keys, go away until the end."""
    taken = list(_indexes())
    if connection.vendor == "sqlite":
        sqlite.drop_triggers(connection)
    with connection.cursor() as cursor:
        for name, _ in taken:
            cursor.execute(f'DROP INDEX "{name}"')
    with unchecked():
        yield
    if connection.vendor == "sqlite":
        index.ensure(connection)
    progress = Progress("indexes", len(taken))
    with connection.cursor() as cursor:
        for _, definition in taken:
            cursor.execute(definition)
            progress.add(1)
    progress.end()


@contextmanager
def unchecked() -> Iterator[None]:
    """Rows come in without a look at what their foreign keys point at, where that can be had."""
    before, after = (FASTER[connection.vendor], SAFE[connection.vendor])
    _try(before)
    yield
    _try(after)


FASTER = {
    "sqlite": ["PRAGMA foreign_keys=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-400000"],
    "postgresql": [
        "SET synchronous_commit = off",
        "SET maintenance_work_mem = '256MB'",
        "SET session_replication_role = replica",
    ],
}
SAFE = {
    "sqlite": ["PRAGMA foreign_keys=ON"],
    "postgresql": ["SET session_replication_role = DEFAULT"],
}


def _try(statements: list[str]) -> None:
    """Some may be refused, in a transaction or without a superuser: then loading takes longer."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for statement in [] if connection.in_atomic_block else statements:
                cursor.execute(statement)
            return
        for statement in statements:
            with suppress(ProgrammingError), transaction.atomic():
                cursor.execute(statement)


def _indexes() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master"
                " WHERE type = 'index' AND sql IS NOT NULL AND tbl_name LIKE 'tracker\\_%'"
                " ESCAPE '\\'"
            )
        else:
            cursor.execute(
                "SELECT relname, pg_get_indexdef(indexrelid) FROM pg_index"
                " JOIN pg_class ON pg_class.oid = indexrelid"
                " WHERE indrelid::regclass::text LIKE 'tracker\\_%' AND NOT EXISTS"
                " (SELECT FROM pg_constraint WHERE conindid = indexrelid)"
            )
        return cursor.fetchall()


def finish(tables: Iterable[type[models.Model]]) -> None:
    """Sequences go on after the loaded keys, and the planner knows what is there."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables)):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM (ANALYZE)")
            cursor.execute("CHECKPOINT")
        else:
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


class Progress:
    """A bar on standard error that shows how many are done, and how many a second."""

    def __init__(self, what: str, whole: int) -> None:
        self.what, self.whole, self.done = what, whole, 0
        self.begun = self.shown = time.monotonic()

    def add(self, number: int) -> None:
        self.done += number
        now = time.monotonic()
        if now - self.shown > 0.2 or self.done >= self.whole:
            self.shown = now
            self._show("\r")

    def end(self) -> None:
        self._show("\n")

    def _show(self, end: str) -> None:
        part = self.done / max(self.whole, 1)
        each = self.done / max(time.monotonic() - self.begun, 0.001)
        bar = ("█" * round(24 * part)).ljust(24, "░")
        if sys.stderr.isatty() or end == "\n":
            line = f"\r  {self.what:12} {bar} {self.done:>11,} of {self.whole:,} · {each:,.0f}/s "
            print(line, end=end, file=sys.stderr, flush=True)
