"""Archives made to hurt get a sentence, and nothing of them is kept."""

import json
import stat
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from tests.exports.archives import export_of, members_of, packed
from tests.factories import log
from tracker.exports.importing.actions import import_archive
from tracker.exports.importing.archives import Archive, ArchiveError

MANIFEST = {"format": "pmcareer-export", "schema": 1, "made_at": "x", "rows": {}, "missing": []}
HEAD = {"manifest.json": json.dumps(MANIFEST).encode()}


def with_manifest(**values) -> bytes:
    return packed({"manifest.json": json.dumps(MANIFEST | values).encode()})


def with_member(name: str, content: bytes = b"[\n]\n") -> bytes:
    return packed({**HEAD, name: content})


def with_link() -> bytes:
    archive = BytesIO()
    with ZipFile(archive, "w") as opened:
        link = ZipInfo("files/x.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        opened.writestr(link, "/etc/passwd")
        opened.writestr("manifest.json", HEAD["manifest.json"])
    return archive.getvalue()


def twice() -> bytes:
    return packed({**HEAD, "json/aaa.json": b""}).replace(b"json/aaa.json", b"manifest.json")


def deflated(content: bytes, compression: int = ZIP_DEFLATED) -> bytes:
    archive = BytesIO()
    with ZipFile(archive, "w", compression) as opened:
        opened.writestr("manifest.json", HEAD["manifest.json"])
        opened.writestr("json/entries.json", content)
    return archive.getvalue()


def with_password() -> bytes:
    """Set the flag that says so, in the member's own head and in the directory."""
    archive = bytearray(packed(HEAD))
    archive[6] |= 1
    archive[archive.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(archive)


def larger_than_all() -> bytes:
    """Let the directory say that a member is two gigabytes."""
    archive = bytearray(packed({**HEAD, "json/entries.json": b"[\n]\n"}))
    place = archive.rindex(b"PK\x01\x02")
    archive[place + 20 : place + 28] = (2_000_000_000).to_bytes(4, "little") * 2
    return bytes(archive)


def cut_off() -> bytes:
    archive = bytearray(with_member("json/entries.json", b'[\n{"id": 1}\n]\n'))
    place = archive.index(b'{"id"')
    archive[place] ^= 0xFF
    return bytes(archive)


HOSTILE = {
    "no archive": (lambda: b"PK no", "not a ZIP file"),
    "nothing": (lambda: b"", "not a ZIP file"),
    "another archive": (lambda: packed({"a.txt": b"a"}), "not an export of pmcareer"),
    "archives in archives": (lambda: packed({"lib 0.zip": packed(HEAD)}), "not an export"),
    "a manifest of no kind": (lambda: packed({"manifest.json": b"[1]"}), "not an export"),
    "a manifest in Latin": (lambda: packed({"manifest.json": b'{"a": "\xe9"}'}), "not an export"),
    "deep JSON": (lambda: packed({"manifest.json": b"[" * 100_000}), "not an export"),
    "another format": (lambda: with_manifest(format="other"), "not an export"),
    "a newer schema": (lambda: with_manifest(schema=7), "schema 7; this one reads 1"),
    "no schema": (lambda: with_manifest(schema="1"), "not an export"),
    "lost files that are none": (lambda: with_manifest(missing=5), "not an export"),
    "a path out of it": (lambda: with_member("../../etc/cron.d/x"), "leads out of it"),
    "a path from the root": (lambda: with_member("/etc/x"), "leads out of it"),
    "a path of Windows": (lambda: with_member("..\\x"), "leads out of it"),
    "a link": (with_link, "leads out of it"),
    "two of one name": (twice, "two files of one name"),
    "a password": (with_password, "has a password"),
    "a bomb": (lambda: deflated(b" " * 30_000_000), "far too large"),
    "a promise of gigabytes": (larger_than_all, "far too large"),
    "another packing": (lambda: deflated(b"[\n]\n", ZIP_BZIP2), "no export of ours"),
    "a kind of tomorrow": (lambda: with_member("json/awards.json"), "comes from a newer pmcareer"),
    "a damaged member": (cut_off, "is damaged"),
    "no list": (lambda: with_member("json/entries.json", b'{"a": 1}'), "one row on each line"),
    "no end": (lambda: with_member("json/entries.json", b"[\n"), "one row on each line"),
    "one endless row": (
        lambda: with_member("json/entries.json", b"[\n" + bytes(range(48, 58)) * 500_000),
        "a row too long",
    ),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_it_gets_a_sentence(alice, what):
    made, sentence = HOSTILE[what]
    with pytest.raises(ArchiveError, match=sentence):
        import_archive(alice, Archive(BytesIO(made())), keep=True)
    assert not alice.activities.exists()


ROWS = {
    "not UTF-8": (b'{"id": "\xe9"}', "The row is not written in UTF-8."),
    "not JSON": (b"{'id': 1}", "The row cannot be read: it is not JSON."),
    "deep": (b'{"id":' + b"[" * 100_000, "The row cannot be read: it is not JSON."),
    "not a number": (b'{"id": NaN}', "The row cannot be read: it is not JSON."),
    "a list": (b"[1]", "The row cannot be read: it has no named fields."),
    "a huge number": (b'{"id": ' + b"9" * 9_000 + b"}", "it is not JSON"),
}


@pytest.mark.parametrize("what", ROWS)
def test_a_row_that_cannot_be_read_is_said_with_its_number(alice, bob, what):
    line, sentence = ROWS[what]
    log(bob, "Briefing")
    members = members_of(export_of(bob))
    [row] = json.loads(members["json/entries.json"])
    good = json.dumps(row).encode()
    members["json/entries.json"] = b"[\n" + good + b",\n" + line + b"\n]\n"
    outcome = import_archive(alice, Archive(BytesIO(packed(members))), keep=True)
    [fault] = outcome.faults
    assert (fault.file, fault.number) == ("json/entries.json", 2)
    assert sentence in fault.sentence
    assert not alice.activities.exists()


def test_too_many_rows_end_with_a_sentence(alice, bob):
    for number in range(4):
        log(bob, f"Entry {number}")
    archive = Archive(BytesIO(export_of(bob)))
    with pytest.raises(ArchiveError, match="More than 3 rows are too many"):
        import_archive(alice, archive, keep=True, most_rows=3)
    assert not alice.activities.exists()


def test_of_thousands_of_mistakes_the_first_are_told_and_the_others_counted(alice):
    rows = b",\n".join([b"{}"] * 500)
    archive = with_member("json/entries.json", b"[\n" + rows + b"\n]\n")
    outcome = import_archive(alice, Archive(BytesIO(archive)), keep=True)
    assert (len(outcome.faults), outcome.fault_count) == (200, 500)
