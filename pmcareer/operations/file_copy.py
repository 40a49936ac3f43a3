"""The files that people added to entries, copied with the database and put back with it.

A file's content never changes once it is written, so a link to it is a copy of this moment. Files
that lie elsewhere than on this machine (FILES_URL) are kept by whoever keeps that place.
"""

import os
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

from django.core.files.storage import FileSystemStorage, storages

from pmcareer.operations.sqlite_copy import give_to_owner

FOLDER = "files"
OURS = re.compile(rf"{FOLDER}/[0-9a-f]{{2}}/[0-9a-f]{{32}}")


def place() -> Path | None:
    """Return the folder in which files lie; None where they are not on this machine."""
    storage = storages["default"]
    return Path(storage.location) if isinstance(storage, FileSystemStorage) else None


def copy(target: Path) -> list[str]:
    """Link or copy every file that lies here into a folder; return their names in a backup."""
    source = place()
    names: list[str] = []
    if source is None or not source.is_dir():
        return names
    for path in sorted(source.glob("*/*")):
        name = f"{FOLDER}/{path.parent.name}/{path.name}"
        if not OURS.fullmatch(name):
            continue
        copied = target / name
        copied.parent.mkdir(parents=True, exist_ok=True)
        try:
            link_or_copy(path, copied)
        except FileNotFoundError:
            continue  # removed for good meanwhile
        names.append(name)
    return names


def link_or_copy(path: Path, target: Path) -> None:
    try:
        os.link(path, target)
    except FileNotFoundError:
        raise
    except OSError:  # another file system, or one without links
        shutil.copyfile(path, target)


def put_in_place(folder: Path, names: list[str]) -> None:
    """Let just these files lie here; those of before stay beside them, under a dated name."""
    target = place()
    if target is None:
        return
    draft = target.with_name(f"{target.name}.restored")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700, parents=True)
    give_to_owner_whole(draft)
    for name in names:
        restored = draft / Path(name).relative_to(FOLDER)
        if not restored.parent.exists():
            restored.parent.mkdir(mode=0o700)
            give_to_owner_whole(restored.parent)
        link_or_copy(folder / name, restored)
        give_to_owner(restored)
    if target.exists():
        target.rename(target.with_name(f"{target.name}.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"))
    draft.rename(target)


def give_to_owner_whole(folder: Path) -> None:
    """Do as `give_to_owner` does, for a folder, which its owner must be able to enter."""
    give_to_owner(folder)
    folder.chmod(0o700)
