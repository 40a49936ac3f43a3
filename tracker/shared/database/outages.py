"""Which errors say that the database is locked, slow or away, so that trying again may help."""

import sqlite3
from collections.abc import Iterator

import psycopg

# Of SQLite: busy, locked, read-only, disk errors and full disks, a file that cannot be opened.
SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}
# Of PostgreSQL: connections, resources, an operator's hand or a time limit; then single ones.
POSTGRES_CLASSES = ("08", "53", "57")
POSTGRES_STATES = {
    "25P03",  # idle in a transaction for too long
    "25006",  # read-only: the old primary after a fail-over
    "40001",  # serialization failure
    "40P01",  # deadlock
    "55P03",  # lock not available
}
# Where the connection breaks, the answer to COMMIT may be what was lost.
CUT_CLASSES = ("08", "57P")


def is_away(error: BaseException | None) -> bool:
    """Return whether `error`, or what led to it, is of the database and passes by itself."""
    return any(map(_says_away, _chain(error)))


def may_have_committed(error: BaseException | None) -> bool:
    """Return whether a transaction that ended in `error` may have been committed all the same."""
    return any(map(_cuts, _chain(error)))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield the error and what led to it: Django wraps what the driver raised, and sessions wrap
    what Django raised."""
    while error is not None:
        yield error
        hidden = error.__suppress_context__
        error = error.__cause__ or (None if hidden else error.__context__)


def _says_away(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        return _sqlite_code(error) in SQLITE_AWAY
    if not isinstance(error, psycopg.Error):
        return False
    if error.sqlstate is None:
        return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    return error.sqlstate.startswith(POSTGRES_CLASSES) or error.sqlstate in POSTGRES_STATES


def _cuts(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        return _sqlite_code(error) == sqlite3.SQLITE_IOERR
    if not isinstance(error, psycopg.Error):
        return False
    return error.sqlstate is None or error.sqlstate.startswith(CUT_CLASSES)


def _sqlite_code(error: sqlite3.Error) -> int:
    """Return the primary code, without what SQLite adds to it in the higher bits."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
