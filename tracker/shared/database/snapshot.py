"""Reading everything as it is at one moment, while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection as default_connection
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def snapshot(connection: BaseDatabaseWrapper | None = None) -> Iterator[None]:
    """Let all that is read within be of one moment. Nothing may be written within.

    Within a transaction that has begun already it is that one which says what is seen.
    """
    database: BaseDatabaseWrapper = connection or default_connection
    if database.in_atomic_block:
        yield
    elif database.vendor == "postgresql":
        with transaction.atomic(using=database.alias):
            _tell(database, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Django's own transactions would hold the one place of a writer (stores.py).
        _tell(database, "BEGIN DEFERRED")
        try:
            yield
        finally:
            _tell(database, "ROLLBACK")


def _tell(database: BaseDatabaseWrapper, sql: str) -> None:
    with database.cursor() as cursor:
        cursor.execute(sql)
