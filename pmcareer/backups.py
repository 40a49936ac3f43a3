"""One file that holds everything: the database, the secret key, and what both should be.

The file is a gzipped tar of `manifest.json`, `database.sqlite3` or `database.dump` (pg_dump's own
format), and `secret_key` where DATA_DIR holds one. It is as secret as the database.
"""

import gzip
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from pmcareer.logs import last_backup

FORMAT = 1
MANIFEST, KEY = "manifest.json", "secret_key"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class BackupError(Exception):
    """A sentence for the operator."""


@dataclass(frozen=True)
class Manifest:
    """What stands in a backup. `files` are SHA-256 sums by name, `migrations` names by app."""

    format: int
    made_at: str
    database: str
    migrations: dict[str, list[str]]
    files: dict[str, str]


def write(target: IO[bytes]) -> Manifest:
    """Write a backup of this moment, while others go on writing. Raises BackupError.

    The copy is opened and checked before it is sent.
    """
    with working_folder() as folder:
        names = [DATABASES[connection.vendor]]
        copy_database(folder / names[0])
        if (settings.DATA_DIR / KEY).exists():
            shutil.copyfile(settings.DATA_DIR / KEY, folder / KEY)
            names.append(KEY)
        manifest = Manifest(
            FORMAT,
            datetime.now(UTC).isoformat(timespec="seconds"),
            connection.vendor,
            applied_migrations(),
            {name: sha256(folder / name) for name in names},
        )
        (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1))
        with (
            gzip.GzipFile(fileobj=target, mode="wb", compresslevel=6) as compressed,
            tarfile.open(fileobj=compressed, mode="w|") as archive,
        ):
            for name in [MANIFEST, *names]:
                archive.add(folder / name, arcname=name)
    last_backup.note()
    return manifest


def restore(source: Path) -> Manifest:
    """Put back what a backup holds, after everything about it was checked. Raises BackupError.

    The caller makes sure that no server runs. A database of SQLite that is there is kept beside
    its place, under a name that says when.
    """
    with working_folder() as folder:
        manifest = unpack(source, folder)
        check(manifest, folder)
        if connection.vendor == "sqlite":
            put_sqlite_in_place(folder / DATABASES["sqlite"])
        else:
            put_postgres_in_place(folder / DATABASES["postgresql"])
        if KEY in manifest.files and not os.environ.get("SECRET_KEY"):
            draft = settings.DATA_DIR / f"{KEY}.restored"
            shutil.copyfile(folder / KEY, draft)
            draft.chmod(0o600)
            draft.replace(settings.DATA_DIR / KEY)
    return manifest


def unpack(source: Path, folder: Path) -> Manifest:
    """Take the files of a backup out of it, no others, and return its manifest."""
    known = {MANIFEST, KEY, *DATABASES.values()}
    try:
        with tarfile.open(source, "r|gz") as archive:
            for member in archive:
                content = archive.extractfile(member)
                if member.name not in known or content is None:
                    raise BackupError(f"{source} holds “{member.name}”: it is no backup of ours.")
                with (folder / member.name).open("wb") as file:
                    shutil.copyfileobj(content, file)
        values = json.loads((folder / MANIFEST).read_text())
        if not isinstance(values, dict):
            raise ValueError("its manifest is none")
        if values.get("format") != FORMAT:
            raise BackupError(f"{source} was made by a newer release. Upgrade pmcareer first.")
        return Manifest(**values)
    except (OSError, EOFError, tarfile.TarError, gzip.BadGzipFile, ValueError, TypeError) as error:
        raise BackupError(f"{source} cannot be read as a backup: {error}.") from error


def check(manifest: Manifest, folder: Path) -> None:
    """Raise BackupError unless the files are whole and this release knows their database."""
    if manifest.database != connection.vendor:
        raise BackupError(
            f"The backup is of {manifest.database}, and DATABASE_URL names {connection.vendor}."
        )
    if DATABASES[connection.vendor] not in manifest.files:
        raise BackupError("The backup holds no database.")
    for name, expected in manifest.files.items():
        if not (folder / name).exists() or sha256(folder / name) != expected:
            raise BackupError(f"{name} in the backup is damaged: its checksum differs.")
    on_disk = MigrationLoader(None).disk_migrations or {}
    for app, names in manifest.migrations.items():
        for name in names:
            if app == "tracker" and (app, name) not in on_disk:
                raise BackupError(
                    f"The backup is of a newer release (it has the migration {name}). Upgrade"
                    " pmcareer first."
                )


def copy_database(target: Path) -> None:
    if connection.vendor == "sqlite":
        copy_sqlite(target)
    else:
        run_postgres("pg_dump", "--format=custom", f"--file={target}")
        run_tool("pg_restore", "--list", str(target))


def copy_sqlite(target: Path) -> None:
    """Copy the database as it is at one moment, into one file that needs no other."""
    source = connection.settings_dict["NAME"]
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as original,
        closing(sqlite3.connect(target)) as copy,
    ):
        original.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    verify_sqlite(target)


def verify_sqlite(path: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            found = copy.execute("PRAGMA integrity_check").fetchall()
            copy.execute("SELECT count(*) FROM tracker_user").fetchone()
    except sqlite3.Error as error:
        raise BackupError(f"The copy of the database cannot be opened: {error}.") from error
    if found != [("ok",)]:
        raise BackupError(f"The database is damaged: {found[0][0]}.")


def put_sqlite_in_place(copy: Path) -> None:
    """Replace the database. What stood beside the old one (-wal) never meets the new one."""
    verify_sqlite(copy)
    connection.close()
    place = Path(connection.settings_dict["NAME"])
    draft = place.with_name(f"{place.name}.restored")
    shutil.copyfile(copy, draft)
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    if place.exists():
        merge_into(place)
        place.rename(place.with_name(f"{place.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"))
    for suffix in ("-wal", "-shm"):
        place.with_name(place.name + suffix).unlink(missing_ok=True)
    draft.rename(place)


def merge_into(place: Path) -> None:
    """Write the -wal of a database that is to be kept into it, where it can be read at all."""
    try:
        with closing(sqlite3.connect(place)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.Error:
        return  # damaged: the file itself is kept as it is


def put_postgres_in_place(dump: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            " AND backend_type = 'client backend'"
        )
        others = cursor.fetchone()[0]
    connection.close()
    if others:
        raise BackupError(
            f"{others} other connections use the database. Stop the servers and the timed commands."
        )
    run_postgres(
        "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", str(dump)
    )


def run_postgres(tool: str, *arguments: str) -> None:
    """Run a tool of PostgreSQL's on the database of DATABASE_URL; the password is in no list."""
    database = connection.settings_dict
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    values = {ours: str(database[name]) for name, ours in names.items() if database[name]}
    where = ["--dbname", database["NAME"]] if tool == "pg_restore" else [database["NAME"]]
    run_tool(tool, *arguments[:-1], *where, *arguments[-1:], **values)


def run_tool(tool: str, *arguments: str, **environment: str) -> None:
    found = shutil.which(tool)
    if not found:
        raise BackupError(
            f"{tool} is not installed here. It comes with PostgreSQL's client tools"
            " (postgresql-client), in the version of the server or a newer one."
        )
    done = subprocess.run(  # noqa: S603 - our own list
        [found, *arguments],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{tool} failed: {' '.join(done.stderr.split())[-300:]}")


def applied_migrations() -> dict[str, list[str]]:
    applied: dict[str, list[str]] = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        applied.setdefault(app, []).append(name)
    return applied


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def working_folder() -> Iterator[Path]:
    """Make a folder that others cannot read, beside the data: there is room for a copy of it."""
    with tempfile.TemporaryDirectory(prefix="backup-", dir=settings.DATA_DIR) as folder:
        yield Path(folder)


def dated_name() -> str:
    return f"pmcareer-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar.gz"


def older_than(folder: Path, number: int) -> list[Path]:
    """Return the dated backups in a folder but the `number` latest."""
    dated = sorted(folder.glob("pmcareer-*.tar.gz"))
    return dated[:-number]
