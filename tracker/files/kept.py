"""A file that comes back: as it was, where nothing but its picture is in it."""

from dataclasses import replace
from struct import unpack_from

from tracker.files.content import CheckedFile, checked
from tracker.files.kinds import FileKind

PNG_START, PNG_CHUNKS = 8, {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
WEBP_START, WEBP_CHUNKS = 12, {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}
JFIF, JFIF_LENGTH = b"JFIF\x00", 16  # of the part that a picture of ours begins with
APP0, END, SCAN = 0xE0, 0xD9, 0xDA
JPEG_TABLES = {0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD}
RESTARTS = range(0xD0, 0xD8)


def checked_again(data: bytes) -> CheckedFile:
    """Check bytes as those of any file; keep them as they are where drawing adds nothing.

    A picture of ours holds pixels alone, and drawn anew it would lose a little each time. One with
    anything beside its pixels is drawn anew. Raises ValidationError with a sentence.
    """
    drawn = checked(data)
    is_bare = BARE.get(drawn.kind)
    return replace(drawn, data=data) if is_bare and is_bare(data) else drawn


def _is_bare_png(data: bytes) -> bool:
    place = PNG_START
    while place + 12 <= len(data):
        length, name = unpack_from(">I4s", data, place)
        place += 12 + length
        if name not in PNG_CHUNKS:
            return False
        if name == b"IEND":
            return bool(place == len(data))
    return False


def _is_bare_webp(data: bytes) -> bool:
    place = WEBP_START
    while place + 8 <= len(data):
        name, length = unpack_from("<4sI", data, place)
        if name not in WEBP_CHUNKS:
            return False
        place += 8 + length + length % 2
    (size,) = unpack_from("<I", data, 4)
    return bool(place == len(data) == size + 8)


def _is_bare_jpeg(data: bytes) -> bool:
    place = 2
    while place + 4 <= len(data):
        start, marker, length = unpack_from(">BBH", data, place)
        body = data[place + 4 : place + 2 + length]
        is_jfif = marker == APP0 and length == JFIF_LENGTH and body.startswith(JFIF)
        if start != 0xFF or not (is_jfif or marker in JPEG_TABLES or marker == SCAN):
            return False
        place += 2 + length
        if marker == SCAN:
            place = _end_of_scan(data, place)
            if data[place : place + 2] == bytes([0xFF, END]):
                return place + 2 == len(data)
    return False


def _end_of_scan(data: bytes, place: int) -> int:
    """Return where the next marker after a scan's own bytes stands."""
    while (place := data.find(0xFF, place)) >= 0:
        follows = data[place + 1] if place + 1 < len(data) else END
        if follows and follows not in RESTARTS:
            return place
        place += 2
    return len(data)


BARE = {
    FileKind.PNG: _is_bare_png,
    FileKind.JPEG: _is_bare_jpeg,
    FileKind.WEBP: _is_bare_webp,
}
