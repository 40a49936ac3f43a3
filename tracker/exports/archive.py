"""An export: a ZIP that is made as it is written, so that a long life needs no more memory."""

import csv
import json
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED

from django.core.files.storage import default_storage
from zipstream.ng import ZipStream

from tracker.accounts import exported as account
from tracker.exports.journal_text import journal_pages
from tracker.exports.registry import all_kinds, columns_of
from tracker.exports.rows import Export, Row
from tracker.exports.schema import FORMAT, VERSION
from tracker.shared.database.snapshot import snapshot
from tracker.shared.registries.exported import ExportKind
from tracker.shared.sheets.tables import defuse

log = logging.getLogger(__name__)

PIECE = 64 * 1024
MARK = "\ufeff"  # without it a spreadsheet takes the file for one in an old encoding


@dataclass
class Written:
    """What was written so far, for the manifest, which comes last."""

    rows: dict[str, int] = field(default_factory=dict)
    points: int = 0
    missing: list[str] = field(default_factory=list)


def write_archive(export: Export, out: Any) -> Written:
    """Write everything that its owner has into a file that is open for bytes, as of one moment."""
    written = Written()
    with snapshot():
        stream = ZipStream(compress_type=ZIP_DEFLATED)
        stream.add(_account(export), "account.json")
        for kind in all_kinds():
            stream.add(_json(export, kind, written), f"json/{kind.name}.json")
            stream.add(_csv(export, kind), f"csv/{kind.name}.csv")
        stream.add(_encoded(journal_pages(export)), "journal.md")
        _add_files(export, stream, written)
        for piece in stream.all_files():
            out.write(piece)
        stream.add(_manifest(export, written), "manifest.json")
        for piece in stream.finalize():
            out.write(piece)
    return written


def as_line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def account_of(export: Export) -> Row:
    owner = export.owner
    values: Row = {}
    for name in (*account.SETTINGS, *account.FACTS):
        value = getattr(owner, name)
        values[name] = value.isoformat() if hasattr(value, "isoformat") else value
    return values


def _account(export: Export) -> Iterator[bytes]:
    export.owner.refresh_from_db()
    yield json.dumps(account_of(export), ensure_ascii=False, indent=1).encode()


def _json(export: Export, kind: ExportKind, written: Written) -> Iterator[bytes]:
    """Yield a list with a row on each line, so that it can be read line by line."""
    number = 0
    for page in export.pages(kind):
        lines: list[str] = []
        for row in page:
            lines.append(f"{',' if number else '['}\n{as_line(row)}")
            number += 1
            written.points += row.get("points", 0) if not row.get("deleted_at") else 0
        yield "".join(lines).encode()
    written.rows[kind.name] = number
    yield b"\n]\n" if number else b"[\n]\n"


def _csv(export: Export, kind: ExportKind) -> Iterator[bytes]:
    names = ["id", *(column.name for column in columns_of(kind.model))]
    yield (MARK + _csv_lines([names])).encode()
    for page in export.pages(kind):
        rows: list[list[str]] = []
        for row in page:
            rows.append([defuse(_cell(row[name])) for name in names])
        yield _csv_lines(rows).encode()


def _csv_lines(rows: Iterable[list[str]]) -> str:
    file = StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
    return file.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return " ".join(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else as_line(value)


def _encoded(texts: Iterable[str]) -> Iterator[bytes]:
    for text in texts:
        yield text.encode()


def _add_files(export: Export, stream: ZipStream, written: Written) -> None:
    """Add files as they are: a picture or a PDF does not get smaller by packing."""
    for file in export.files():
        if default_storage.exists(file.place):
            stream.add(_pieces(file.place), file.path, compress_type=ZIP_STORED)
        else:
            log.error("the content of %s is gone from the storage", file.place)
            written.missing.append(file.path)


def _pieces(place: str) -> Iterator[bytes]:
    with default_storage.open(place) as content:
        yield from content.chunks(PIECE)


def _manifest(export: Export, written: Written) -> Iterator[bytes]:
    manifest = {
        "format": FORMAT,
        "schema": VERSION,
        "made_at": export.moment.isoformat(),
        "points": written.points,
        "rows": written.rows,
        "missing": written.missing,
    }
    yield json.dumps(manifest, ensure_ascii=False, indent=1).encode()
