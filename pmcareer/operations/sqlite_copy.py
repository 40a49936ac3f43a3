"""A database of SQLite: copied while it is in use, and put in place whole."""

import os
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection

from pmcareer.operations.errors import BackupError

BESIDE = ("-wal", "-shm")


def copy(target: Path) -> None:
    """Copy the database as it is at one moment, into one file that needs no other."""
    source = connection.settings_dict["NAME"]
    try:
        with (
            closing(read_only(Path(source))) as original,
            closing(sqlite3.connect(target)) as copied,
        ):
            original.backup(copied)
            copied.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise BackupError(f"The database {source} cannot be copied: {error}.") from error
    verify(target)


def read_only(path: Path) -> sqlite3.Connection:
    """Open a database that must be there."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def verify(path: Path) -> None:
    """Raise BackupError unless SQLite finds the file in order, and it is one of ours."""
    try:
        with closing(read_only(path)) as copied:
            found = copied.execute("PRAGMA integrity_check").fetchall()
            copied.execute("SELECT count(*) FROM tracker_user").fetchone()
    except sqlite3.Error as error:
        raise BackupError(f"The copy of the database cannot be opened: {error}.") from error
    if found != [("ok",)]:
        raise BackupError(f"The database is damaged: {found[0][0]}.")


def put_in_place(copied: Path) -> None:
    """Replace the database in one step. What stood beside the old one never meets the new one."""
    verify(copied)
    connection.close()
    place = Path(connection.settings_dict["NAME"])
    draft = place.with_name(f"{place.name}.restored")
    try:
        shutil.copyfile(copied, draft)
        give_to_owner(draft)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        if place.exists():
            keep_old(place)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)


def keep_old(place: Path) -> None:
    """Let the old database stay under a name that says when, with what it had not merged yet."""
    merge_into(place)
    kept = f"{place.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    for suffix in BESIDE:
        beside = place.with_name(place.name + suffix)
        if beside.exists():
            beside.rename(place.with_name(kept + suffix))
    try:
        os.link(place, place.with_name(kept))
    except OSError:  # a file system without links: for a moment there is no database
        place.rename(place.with_name(kept))


def merge_into(place: Path) -> None:
    """Write the -wal of a database that is to be kept into it, where it can be read at all."""
    try:
        with closing(sqlite3.connect(place)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        return  # damaged: it is kept as it is


def give_to_owner(path: Path) -> None:
    """Let nobody else read it; what root restores belongs to whom its folder belongs."""
    path.chmod(0o600)
    if os.geteuid() == 0:
        folder = path.parent.stat()
        os.chown(path, folder.st_uid, folder.st_gid)
