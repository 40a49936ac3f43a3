"""Which errors pass by themselves, and after which one nobody knows whether it was saved."""

import sqlite3

import psycopg
import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import DataError, IntegrityError, OperationalError, ProgrammingError

from tracker.shared.database.outages import is_away, may_have_committed


def sqlite_error(code):
    error = sqlite3.OperationalError("said by SQLite")
    error.sqlite_errorcode = code
    return error


def wrapped(driver_error, kind=OperationalError):
    """Return a driver's error as Django raises it."""
    error = kind(str(driver_error))
    error.__cause__ = driver_error
    return error


@pytest.mark.parametrize(
    ("error", "may_stand"),
    [
        (psycopg.errors.LockNotAvailable("lock timeout"), False),
        (psycopg.errors.QueryCanceled("statement timeout"), False),
        (psycopg.errors.DeadlockDetected("deadlock"), False),
        (psycopg.errors.TooManyConnections("too many"), False),
        (psycopg.errors.DiskFull("disk"), False),
        (psycopg.errors.AdminShutdown("shutting down"), True),
        (psycopg.OperationalError("server closed the connection unexpectedly"), True),
        (psycopg.InterfaceError("the connection is closed"), True),
        (sqlite_error(sqlite3.SQLITE_BUSY), False),
        (sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT), False),
        (sqlite_error(sqlite3.SQLITE_FULL), False),
        (sqlite_error(sqlite3.SQLITE_CANTOPEN), False),
        (sqlite_error(sqlite3.SQLITE_IOERR_FSYNC), True),
    ],
)
def test_a_database_that_is_locked_slow_or_away(error, may_stand):
    assert is_away(wrapped(error))
    assert may_have_committed(wrapped(error)) == may_stand


@pytest.mark.parametrize(
    "error",
    [
        None,
        ValueError("ours"),
        OperationalError("of nobody knows what"),
        wrapped(psycopg.errors.UndefinedTable("ours"), ProgrammingError),
        wrapped(psycopg.errors.UniqueViolation("ours"), IntegrityError),
        wrapped(psycopg.errors.NumericValueOutOfRange("ours"), DataError),
        wrapped(sqlite_error(sqlite3.SQLITE_ERROR)),
        wrapped(sqlite_error(sqlite3.SQLITE_CONSTRAINT_UNIQUE), IntegrityError),
    ],
)
def test_a_fault_of_ours_is_none_of_them(error):
    assert not is_away(error)
    assert not may_have_committed(error)


def test_a_session_that_could_not_be_saved_is_one():
    error = SessionInterrupted("The session was deleted.")
    error.__context__ = UpdateError()
    error.__context__.__context__ = wrapped(sqlite_error(sqlite3.SQLITE_BUSY))
    assert is_away(error)
