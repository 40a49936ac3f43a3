"""A database that is away fails every request: the log says it once a minute, not each time."""

import logging
import sqlite3
import threading
import time

from django.db import InterfaceError, OperationalError

BETWEEN_LINES = 60.0  # seconds
MOST_REASONS = 50  # told apart at a time


def outage_of(record: logging.LogRecord) -> BaseException | None:
    """Return the database's error that a record is about, or that led to what it is about."""
    error = record.exc_info[1] if record.exc_info else None
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        if isinstance(error, OperationalError | InterfaceError) and not is_our_mistake(error):
            return error
        seen.add(id(error))
        error = error.__cause__ or error.__context__
    return None


def is_our_mistake(error: BaseException) -> bool:
    """Return whether SQLite found fault with a statement, which other databases call otherwise."""
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return code == sqlite3.SQLITE_ERROR


def first_line(error: BaseException) -> str:
    """Return what an error says, without the details that follow."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


class OncePerMinute(logging.Filter):
    """Lets one line through for each reason of an outage, then none for a minute.

    The next one says how many were left out (`record.left_out`).
    """

    def __init__(self) -> None:
        super().__init__()
        self.lock = threading.Lock()
        self.said: dict[str, float] = {}
        self.left_out: dict[str, int] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        reason = reason_of(record)
        if reason is None:
            return True
        with self.lock:
            now = time.monotonic()
            if now - self.said.get(reason, float("-inf")) < BETWEEN_LINES:
                self.left_out[reason] = self.left_out.get(reason, 0) + 1
                return False
            if len(self.said) >= MOST_REASONS:
                self.said.clear()
            self.said[reason] = now
            record.left_out = self.left_out.pop(reason, 0)
        return True


def reason_of(record: logging.LogRecord) -> str | None:
    """Return what kind of outage a record is about; None where it is about none."""
    error = outage_of(record)
    if error is not None:
        # One server that is away says so in many words, with the address that was tried.
        return getattr(error.__cause__, "sqlstate", None) or type(error).__name__
    is_answer = record.name == "django.request" and getattr(record, "status_code", 0) == 503
    return "503" if is_answer else None
