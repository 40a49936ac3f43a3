"""A ZIP that somebody hands in, read without believing anything that it says of itself."""

import json
import stat
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from tracker.exports.registry import all_kinds
from tracker.exports.schema import FORMAT, VERSION
from tracker.files.kinds import MEGABYTE, MOST_BYTES
from tracker.shared.registries.exported import ExportKind

MOST_MEMBERS = 60_000
MOST_MEMBER, MOST_OF_ALL = 500 * MEGABYTE, 1_500 * MEGABYTE  # unpacked
# No export of ours packs so well: texts come to a tenth, repeated ones to a fiftieth.
MOST_RATIO, RATIO_FROM = 200, MEGABYTE
MOST_OF_A_ROW = 4 * MEGABYTE
MOST_OF_A_HEAD = MEGABYTE
ENCRYPTED = 0x1
UNREADABLE = (BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError)


class ArchiveError(Exception):
    """The file is not an export that can be read; says why in a sentence."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row by its number in its file; a `problem` instead of values where it cannot be read."""

    number: int
    values: dict[str, Any]
    problem: str = ""


class Archive:
    """An export that is open for reading. Raises ArchiveError for one that cannot be."""

    def __init__(self, file: Any) -> None:
        try:
            self.zip = ZipFile(file)
            members = self.zip.infolist()
        except (*UNREADABLE, ValueError) as error:
            raise ArchiveError(_("This is not a ZIP file, or a damaged one.")) from error
        _check_members(members)
        self.names = {member.filename for member in members}
        self.manifest = self._head("manifest.json")
        _check_manifest(self.manifest)
        self.account = self._head("account.json") if "account.json" in self.names else {}
        self.missing = set(map(str, self.manifest.get("missing") or []))
        self._check_kinds()

    def rows(self, kind: ExportKind) -> Iterator[ReadRow]:
        """Yield the rows of a kind, one in memory at a time."""
        name = f"json/{kind.name}.json"
        if name not in self.names:
            return
        for number, line in enumerate(self._lines(name)):
            text = line.strip()
            if number == 0 and text == b"[":
                continue
            if text == b"]":
                return
            if number == 0:
                break
            yield _row(number, text.removesuffix(b","))
        raise ArchiveError(
            _("%(file)s is not as an export writes it: one row on each line.") % {"file": name}
        )

    def file(self, path: str) -> bytes:
        """Return the bytes of a file of an entry. Raises KeyError where there is none."""
        if not path.startswith("files/") or path not in self.names:
            raise KeyError(path)
        if self.zip.getinfo(path).file_size > MOST_BYTES:
            raise KeyError(path)
        try:
            return self.zip.read(path)
        except UNREADABLE as error:
            raise _damaged(path) from error

    def _lines(self, name: str) -> Iterator[bytes]:
        try:
            with self.zip.open(name) as member:
                while line := member.readline(MOST_OF_A_ROW):
                    if len(line) >= MOST_OF_A_ROW:
                        raise ArchiveError(_("%(file)s has a row too long.") % {"file": name})
                    yield line
        except UNREADABLE as error:
            raise _damaged(name) from error

    def _head(self, name: str) -> dict[str, Any]:
        not_ours = ArchiveError(_("This is not an export of pmcareer."))
        if name not in self.names or self.zip.getinfo(name).file_size > MOST_OF_A_HEAD:
            raise not_ours
        try:
            head = json.loads(self.zip.read(name).decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise not_ours from error
        except UNREADABLE as error:
            raise _damaged(name) from error
        if not isinstance(head, dict):
            raise not_ours
        return head

    def _check_kinds(self) -> None:
        """Refuse kinds that nobody knows here: they would be lost without a word."""
        known = {f"json/{kind.name}.json" for kind in all_kinds()}
        for name in sorted(self.names):
            if name.startswith("json/") and name not in known:
                raise ArchiveError(
                    _("%(file)s is not known here: it comes from a newer pmcareer.")
                    % {"file": name[:80]}
                )


def _check_members(members: list[ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise ArchiveError(_("The archive holds too many files."))
    names = Counter(member.filename for member in members)
    if any(number > 1 for number in names.values()):
        raise ArchiveError(_("The archive holds two files of one name."))
    if any(map(_leads_astray, members)):
        raise ArchiveError(_("The archive holds a path or a link that leads out of it."))
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise ArchiveError(_("The archive has a password. Save it without one."))
    sizes = [member.file_size for member in members]
    is_bomb = any(map(_is_bomb, members)) or max(sizes, default=0) > MOST_MEMBER
    if is_bomb or sum(sizes) > MOST_OF_ALL:
        raise ArchiveError(_("Unpacked, the archive is far too large."))
    if any(member.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for member in members):
        raise ArchiveError(_("The archive is packed in a way that no export of ours is."))


def _leads_astray(member: ZipInfo) -> bool:
    name = member.filename
    is_link = stat.S_ISLNK(member.external_attr >> 16)
    return is_link or name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def _is_bomb(member: ZipInfo) -> bool:
    packed = max(member.compress_size, 1)
    return member.file_size > RATIO_FROM and member.file_size / packed > MOST_RATIO


def _check_manifest(manifest: dict[str, Any]) -> None:
    schema = manifest.get("schema")
    if manifest.get("format") != FORMAT or not isinstance(schema, int) or schema < 1:
        raise ArchiveError(_("This is not an export of pmcareer."))
    if schema > VERSION:
        raise ArchiveError(
            _("The export comes from a newer pmcareer: schema %(its)d; this one reads %(ours)d.")
            % {"its": schema, "ours": VERSION}
        )
    if not isinstance(manifest.get("missing", []), list):
        raise ArchiveError(_("This is not an export of pmcareer."))


def _row(number: int, line: bytes) -> ReadRow:
    try:
        values = json.loads(line.decode("utf-8"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        return ReadRow(number, {}, _("The row is not written in UTF-8."))
    except (ValueError, RecursionError):
        return ReadRow(number, {}, _("The row cannot be read: it is not JSON."))
    if not isinstance(values, dict):
        return ReadRow(number, {}, _("The row cannot be read: it has no named fields."))
    return ReadRow(number, values)


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _damaged(name: str) -> ArchiveError:
    return ArchiveError(_("The archive is damaged: %(file)s cannot be read.") % {"file": name})
