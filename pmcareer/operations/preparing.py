"""What `serve` does before it serves: bring database and static files up to date, and say so."""

import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.management.commands import collectstatic
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from pmcareer.operations import backups
from pmcareer.operations.errors import BackupError

Say = Callable[[str], None]
BETWEEN_LINES = 2.0  # seconds
# The admin loads these where DEBUG is on, else the small ones beside them.
FOR_DEBUG_ALONE = ("jquery.js", "select2.full.js", "xregexp.js")
COPIES = 3  # of the database as it was before an upgrade
COPIES_FOLDER = "before-upgrade"


class Progress:
    """Says how far a long piece of work is, now and then. `total` is 0 where nobody knows."""

    def __init__(self, say: Say, unit: str, total: int = 0) -> None:
        self.say, self.unit, self.total = say, unit, total
        self.done, self.said_at = 0, time.monotonic()

    def step(self) -> None:
        self.done += 1
        if time.monotonic() - self.said_at >= BETWEEN_LINES:
            self.said_at = time.monotonic()
            of = f" of {self.total}" if self.total else ""
            self.say(f"  {self.done}{of} {self.unit} …")


class Migrate(migrate.Command):
    """Django's, told by our progress."""

    progress: Progress

    def migration_progress_callback(
        self, action: str, migration: Any = None, fake: bool = False
    ) -> None:
        if action == "apply_success":
            self.progress.step()


class Gather(collectstatic.Command):
    """Django's, told by our progress: it logs every file that it copies, names or compresses."""

    progress: Progress

    def log(self, msg: str, level: int = 2) -> None:
        self.progress.step()


def migrate_database(say: Say) -> None:
    """Apply what is missing; a database that is up to date costs one look.

    One of SQLite that holds something is copied first. Raises BackupError.
    """
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        if connection.vendor == "sqlite" and executor.loader.applied_migrations:
            say(f"Before the upgrade the database is copied to {copy_before_upgrade()}")
        say(f"Preparing the database: {len(waiting)} steps …")
        command = Migrate()
        command.progress = Progress(say, "steps", len(waiting))
        call_command(command, verbosity=0, interactive=False)
    if settings.CACHE_URL == "db://":
        call_command("createcachetable", verbosity=0)


def copy_before_upgrade() -> Path:
    """Keep a backup of the database as the release before knew it; the last few stay."""
    folder = settings.DATA_DIR / COPIES_FOLDER
    try:
        path, _manifest, _removed = backups.write_dated(folder, COPIES)
    except (BackupError, OSError) as error:
        raise BackupError(
            f"The database could not be copied to {folder} before its upgrade, so nothing was"
            f" changed: {error}"
        ) from error
    return path


def gather_static(root: Path, say: Say) -> None:
    """Copy, fingerprint and compress the static files, unless none changed since the last time."""
    digest, number = hashlib.sha256(), 0
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = os.stat(storage.path(name))
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
            number += 1
    stamp = root / ".gathered"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    say(f"Gathering and compressing {number} scripts, styles and pictures …")
    command = Gather()
    command.progress = Progress(say, "files written")
    call_command(
        command, verbosity=0, interactive=False, clear=True, ignore_patterns=[*FOR_DEBUG_ALONE]
    )
    stamp.write_text(digest.hexdigest())
