"""For the machine that watches: /healthz says the process answers, /readyz that it can work.

The server answers both before Django does (pmcareer/server/adapter.py); the views are for other
servers. Who asks needs no session, and none is looked at.
"""

import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection, connections, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

READY = ""
NO_ANSWER = "the database gives no answer"
ROOM = 16 * 1024 * 1024  # bytes without which a folder counts as full
KEPT = 2.0  # seconds for which one answer serves everybody who asks this process
PATIENCE = 4.0  # seconds after which the asker hears that there is no answer
MILLISECONDS = 2000  # for the database, for each statement
# A row of sessions, which every sign-in writes to; it ended long ago, so nobody can be signed in
# with it, and `clearsessions` may remove it.
ROW = f"readyz-{os.uname().nodename}"[:40]
ENDED = datetime(2000, 1, 1, tzinfo=UTC)


class NotReadyError(Exception):
    """The reason, in a few words."""


class Readiness:
    """Looks at most every KEPT seconds, by one thread at a time, however many ask."""

    def __init__(self) -> None:
        self.looking = threading.Lock()
        self.reason, self.until = READY, 0.0

    def ask(self) -> str:
        """Return READY or the reason. Waits for PATIENCE at most where another thread looks."""
        if time.monotonic() < self.until:
            return self.reason
        if not self.looking.acquire(timeout=PATIENCE):
            return NO_ANSWER
        try:
            if time.monotonic() >= self.until:
                self.reason = reason_against()
                self.until = time.monotonic() + KEPT
            return self.reason
        finally:
            self.looking.release()

    def ask_alone(self) -> str:
        """As `ask`, from a thread that keeps no connection."""
        try:
            return self.ask()
        finally:
            with suppress(Error):
                connections.close_all()


readiness = Readiness()


def answer(reason: str) -> tuple[int, str]:
    """Return status and body."""
    return (503, f"{reason}\n") if reason else (200, "ok\n")


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when everything that a visitor's write needs is there, 503 with the reason if not."""
    status, body = answer(readiness.ask())
    return HttpResponse(body, status=status, content_type="text/plain")


def probes(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer before sessions are looked at: a cookie must not need the database."""
    views = {"/healthz": healthz, "/readyz": readyz}

    def middleware(request: HttpRequest) -> HttpResponse:
        return views.get(request.path_info, get_response)(request)

    return middleware


def reason_against() -> str:
    try:
        look_at_folder(settings.DATA_DIR)
        look_at_database()
    except NotReadyError as error:
        return str(error)
    return READY


def look_at_folder(folder: Path) -> None:
    """Write a little, and look whether there is room for more."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x" * 4096)
            file.flush()
        room = os.statvfs(folder)
    except OSError as error:
        raise NotReadyError(f"data folder: {error.strerror}") from error
    if room.f_bavail * room.f_frsize < ROOM:
        raise NotReadyError("data folder: the disk is full")


def look_at_database() -> None:
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        raise NotReadyError("database: its file is gone")  # to connect would make an empty one
    try:
        with impatient(), transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"SET LOCAL statement_timeout = {MILLISECONDS}")
            look_at_migrations()
            cursor.execute("SELECT 1 FROM tracker_user LIMIT 1")
            written = write_row()
        if read_row() != written:
            raise NotReadyError("what was written is not there: was the database replaced?")
    except (Error, sqlite3.Error) as error:
        raise NotReadyError(f"database: {kind_of(error)}") from error


@contextmanager
def impatient() -> Iterator[None]:
    """Wait less long than a visitor's write for a database of SQLite that somebody else holds."""
    if connection.vendor != "sqlite":
        yield
        return
    seconds = connection.settings_dict["OPTIONS"].get("timeout", 5)
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {MILLISECONDS}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {1000 * seconds}")


def look_at_migrations() -> None:
    applied = MigrationRecorder(connection).applied_migrations()
    if not applied:
        raise NotReadyError("database: it is empty")
    for name, replaces in migrations_on_disk():
        if name not in applied and not (replaces and set(replaces) <= set(applied)):
            raise NotReadyError("migrations waiting")


@cache
def migrations_on_disk() -> list[tuple[tuple[str, str], list[tuple[str, str]]]]:
    """Return the migrations of this release, each with those that it stands for."""
    on_disk = MigrationLoader(None).disk_migrations or {}
    return [(name, list(migration.replaces)) for name, migration in on_disk.items()]


def write_row() -> str:
    session = apps.get_model("sessions", "Session")
    word = get_random_string(16)
    session.objects.update_or_create(
        session_key=ROW, defaults={"session_data": word, "expire_date": ENDED}
    )
    return word


def read_row() -> str:
    """Read it again; from SQLite's file as it stands under its name, which may be another one."""
    query = "SELECT session_data FROM django_session WHERE session_key = %s"
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        place = Path(connection.settings_dict["NAME"]).absolute().as_uri()
        with closing(sqlite3.connect(f"{place}?mode=ro", uri=True, timeout=2)) as file:
            row = file.execute(query.replace("%s", "?"), [ROW]).fetchone()
    else:
        with connection.cursor() as cursor:
            cursor.execute(query, [ROW])
            row = cursor.fetchone()
    return str(row[0]) if row else ""


def kind_of(error: Exception) -> str:
    """Return a few words that tell no stranger anything of the machine."""
    words = str(error)
    for known in (
        "is full",
        "is locked",
        "malformed",
        "not a database",
        "readonly",
        "no such table",
    ):
        if known in words:
            return known
    return "unreachable"
