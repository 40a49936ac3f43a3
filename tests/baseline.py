"""The prepared database, with its catalogue, to which a test that commits brings it back.

Django would empty every table and make the permissions anew, and the catalogue would have to be
loaded once more: a second for each such test, half of it on SQLite.
"""

import sqlite3
from typing import Any

from django.db import connection, transaction


class Baseline:
    """What stood in the database when it was kept."""

    def __init__(self) -> None:
        self.file: sqlite3.Connection | None = None
        self.rows: dict[str, bytes] = {}  # of each table of PostgreSQL that has some

    def keep(self) -> None:
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            self.file = sqlite3.connect(":memory:", check_same_thread=False)
            connection.connection.backup(self.file)
            return
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                with cursor.copy(f"COPY {quoted(table)} TO STDOUT (FORMAT BINARY)") as copy:
                    content = b"".join(copy)
                cursor.execute(f"SELECT EXISTS (SELECT FROM {quoted(table)})")
                self.rows[table] = content if cursor.fetchone()[0] else b""

    def restore(self) -> None:
        if self.file:
            connection.ensure_connection()
            self.file.backup(connection.connection)
            return
        # The order of the tables does not matter: foreign keys are checked at the end.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(";".join([f"DELETE FROM {quoted(table)}" for table in self.rows]))
            for table, content in self.rows.items():
                if content:
                    with cursor.copy(f"COPY {quoted(table)} FROM STDIN (FORMAT BINARY)") as copy:
                        copy.write(content)


def quoted(table: str) -> str:
    return connection.ops.quote_name(table)


BASELINE = Baseline()


def restore(test_case: Any) -> None:
    """Stand in for `TransactionTestCase._fixture_teardown`."""
    BASELINE.restore()
