"""Archives for the tests: made, opened, changed."""

import json
from io import BytesIO
from zipfile import ZipFile

from django.utils import timezone

from tracker.accounts.models import User
from tracker.exports.archive import write_archive
from tracker.exports.rows import Export


def export_of(user: User) -> bytes:
    archive = BytesIO()
    write_archive(Export(user, timezone.now()), archive)
    return archive.getvalue()


def members_of(archive: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(archive)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


def rows_of(archive: bytes, kind: str) -> list[dict]:
    return json.loads(members_of(archive)[f"json/{kind}.json"])


def packed(members: dict[str, bytes]) -> bytes:
    archive = BytesIO()
    with ZipFile(archive, "w") as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return archive.getvalue()


def changed(archive: bytes, kind: str, change) -> bytes:
    """Return the archive with rows of a kind as `change` leaves them."""
    members = members_of(archive)
    rows = json.loads(members[f"json/{kind}.json"])
    rows = change(rows) or rows
    lines = ",\n".join(json.dumps(row) for row in rows)
    members[f"json/{kind}.json"] = f"[\n{lines}\n]\n".encode() if rows else b"[\n]\n"
    return packed(members)
