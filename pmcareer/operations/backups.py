"""One file that holds everything: database, files, the secret key, and what they should be.

The file is a gzipped tar of `manifest.json`, `database.sqlite3` or `database.dump` (pg_dump's own
format), `secret_key` where DATA_DIR holds one, and the files of entries in `files/`. It is as
secret as the database. Format 1 knew no files.
"""

import gzip
import hashlib
import json
import os
import shutil
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import IO

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from pmcareer.operations import file_copy, postgres_copy, sqlite_copy
from pmcareer.operations.errors import BackupError

FORMAT = 2
WORKING = "backup-"
DAY = 24 * 3600
MANIFEST, KEY = "manifest.json", "secret_key"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


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
        names, migrations = [DATABASES[connection.vendor]], applied_migrations()
        database_tools().copy(folder / names[0])
        if (settings.DATA_DIR / KEY).exists():
            shutil.copyfile(settings.DATA_DIR / KEY, folder / KEY)
            names.append(KEY)
        # After the database: a file is written before its row, so each row here has its own.
        names += file_copy.copy(folder)
        manifest = Manifest(
            FORMAT,
            datetime.now(UTC).isoformat(timespec="seconds"),
            connection.vendor,
            migrations,
            {name: sha256(folder / name) for name in names},
        )
        (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1))
        with (
            gzip.GzipFile(fileobj=target, mode="wb", compresslevel=6) as compressed,
            tarfile.open(fileobj=compressed, mode="w|") as archive,
        ):
            for name in [MANIFEST, *names]:
                archive.add(folder / name, arcname=name)
    return manifest


def restore(source: Path) -> Manifest:
    """Put back what a backup holds, after everything about it was checked. Raises BackupError.

    The caller makes sure that no server runs. A database of SQLite that is there is kept beside
    its place, under a name that says when.
    """
    with working_folder() as folder:
        manifest = unpack(source, folder)
        check(manifest, folder)
        database_tools().put_in_place(folder / DATABASES[connection.vendor])
        if manifest.format > 1:
            file_copy.put_in_place(folder, sorted(filter(file_copy.OURS.fullmatch, manifest.files)))
        if KEY in manifest.files and not os.environ.get("SECRET_KEY"):
            draft = settings.DATA_DIR / f"{KEY}.restored"
            shutil.copyfile(folder / KEY, draft)
            sqlite_copy.give_to_owner(draft)
            draft.replace(settings.DATA_DIR / KEY)
    # Sessions and counts of another time.
    for name in ("default", "copies"):
        caches[name].clear()
    return manifest


def unpack(source: Path, folder: Path) -> Manifest:
    """Take the files of a backup out of it, no others, and return its manifest."""
    known = {MANIFEST, KEY, *DATABASES.values()}
    try:
        with tarfile.open(source, "r|gz") as archive:
            for member in archive:
                content = archive.extractfile(member)
                is_ours = member.name in known or file_copy.OURS.fullmatch(member.name)
                if not is_ours or content is None:
                    raise BackupError(f"{source} holds “{member.name}”: it is no backup of ours.")
                (folder / member.name).parent.mkdir(parents=True, exist_ok=True)
                with (folder / member.name).open("wb") as file:
                    shutil.copyfileobj(content, file)
        values = json.loads((folder / MANIFEST).read_text())
        if not isinstance(values, dict):
            raise ValueError("its manifest is none")
        if values.get("format") not in range(1, FORMAT + 1):
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


def database_tools() -> ModuleType:
    """Return the module that copies this kind of database and puts it in place."""
    return sqlite_copy if connection.vendor == "sqlite" else postgres_copy


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
    for left in settings.DATA_DIR.glob(f"{WORKING}*"):
        if time.time() - left.stat().st_mtime > DAY:  # of one that was killed
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=WORKING, dir=settings.DATA_DIR) as folder:
        yield Path(folder)


def write_file(path: Path) -> Manifest:
    """Write beside the name first: a backup that was cut short never bears it."""
    draft = path.with_name(f"{path.name}.part")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            manifest = write(file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def write_dated(folder: Path, number: int) -> tuple[Path, Manifest, list[Path]]:
    """Add a dated backup to a folder, and keep the `number` latest. Return also what went."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"pmcareer-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.tar.gz"
    manifest = write_file(path)
    old = dated(folder)[:-number]
    for removed in old:
        removed.unlink()
    return path, manifest, old


def dated(folder: Path) -> list[Path]:
    """Return the dated backups in a folder, the latest last."""
    return sorted(folder.glob("pmcareer-*.tar.gz"))
