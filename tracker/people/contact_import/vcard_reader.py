"""The bytes of a .vcf file as cards of unfolded lines, in memory that does not grow with the file.

RFC 2426 and RFC 6350 for versions 3.0 and 4.0; version 2.1 as phones write it, with lines of
quoted-printable that end in "=" and pictures that are not folded. What a card may leave out for
our purpose, pictures above all, is passed over without being kept.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tracker.shared.sheets.limits import SheetError

MOST_LINES = 400_000  # of a file; 20 MB of pictures are 300,000
MOST_IN_A_CARD = 64 * 1024  # bytes, without pictures, sounds and keys
MOST_WANTED = 32  # properties of a card that are read
LINE_END = re.compile(rb"\r\n|\r|\n")
PROPERTY = re.compile(rb"\s*(?:[\w-]+\.)?([\w-]+)\s*[;:]")
BASE64 = re.compile(rb"[\sA-Za-z0-9+/=]*")
UTF_8_MARK = b"\xef\xbb\xbf"

WANTED = {
    *(b"FN", b"N", b"NICKNAME", b"ORG", b"EMAIL", b"TITLE", b"ROLE", b"NOTE", b"TZ"),
    *(b"URL", b"SOCIALPROFILE", b"X-SOCIALPROFILE", b"KIND", b"X-ADDRESSBOOKSERVER-KIND"),
    b"X-ABSHOWAS",
}
BINARY = {b"PHOTO", b"LOGO", b"SOUND", b"KEY", b"X-MS-CARDPICTURE"}


@dataclass
class Card:
    """The wanted lines of one card, unfolded; `problem` says why they are not all of it."""

    number: int
    line: int
    lines: list[bytearray] = field(default_factory=list)
    strays: int = 0  # lines that are neither a property nor the rest of one
    size: int = 0
    problem: str = ""

    def start(self, name: bytes) -> bytearray | None:
        """Return room for a property, where it is wanted."""
        if name not in WANTED:
            return None
        if len(self.lines) == MOST_WANTED:
            self.strays += 1
            return None
        self.lines.append(bytearray())
        return self.lines[-1]

    def weigh(self, size: int) -> None:
        self.size += size
        if self.size > MOST_IN_A_CARD:
            self.problem = _("The card holds more than 64 KB of text.")
            self.lines.clear()


@dataclass
class Property:
    """The property that is being read, of which folded lines may follow."""

    name: bytes = b""
    header: bytes = b""
    kept: bytearray | None = None
    is_binary: bool = False
    is_quoted: bool = False  # quoted-printable
    goes_on: bool = False  # it is quoted-printable, and its last line ended in "="

    def grow(self, text: bytes, card: Card) -> None:
        """Take in a further line, or what there is of it on the first."""
        if b":" not in self.header:
            self.header = (self.header + text)[:1000]
            params = self.header.partition(b":")[0].upper()
            self.is_binary |= b"BASE64" in params or b"ENCODING=B" in params
            self.is_quoted = b"QUOTED-PRINTABLE" in params
        if self.is_binary:
            return
        self.goes_on = self.is_quoted and text.rstrip().endswith(b"=")
        text = text.rstrip()[:-1] if self.goes_on else text
        if self.kept is not None:
            self.kept += text
        card.weigh(len(text))

    def is_folded(self, line: bytes) -> bool:
        """Whether what follows a soft line break is folded too.

        A space there is the text's own where the text before has spaces; where those are encoded,
        it is the fold's.
        """
        before = bytes(self.kept or b"").partition(b":")[2]
        return line[:1] in (b" ", b"\t") and b" " not in before


class CardReader:
    """Takes line after line and gives each card as soon as it is complete."""

    def __init__(self) -> None:
        self.number = 0
        self.card: Card | None = None
        self.property = Property()
        self.depth = 0  # of a card inside the card: the AGENT of version 2.1

    def take(self, number: int, line: bytes) -> Card | None:
        word = line.removeprefix(UTF_8_MARK)[:64].strip().upper()
        begins, ends = word == b"BEGIN:VCARD", word == b"END:VCARD"
        if self.card is None:
            if begins:
                self._begin(number)
            return None
        if self.depth:
            self.depth += begins - ends
            return None
        if begins and self.property.name == b"AGENT":
            self.depth = 1
            return None
        if begins:
            broken = self.end(_("The card has no end: END:VCARD is missing."))
            self._begin(number)
            return broken
        if ends:
            return self.end()
        if not self.card.problem:
            self._read(self.card, line)
        return None

    def end(self, problem: str = "") -> Card | None:
        """Return the card up to here, if one was begun."""
        card, self.card = self.card, None
        if card:
            card.problem = card.problem or problem
        return card

    def _begin(self, number: int) -> None:
        self.number += 1
        self.depth = 0
        self.property = Property()
        self.card = Card(self.number, number)

    def _read(self, card: Card, line: bytes) -> None:
        property = self.property  # noqa: A001 - the word of the format
        if property.goes_on:
            property.grow(line[1:] if property.is_folded(line) else line, card)
        elif line[:1] in (b" ", b"\t") and property.name:
            property.grow(line[1:], card)
        elif not line.strip() or (property.is_binary and BASE64.fullmatch(line)):
            return
        elif match := PROPERTY.match(line):
            name = match[1].upper()
            self.property = Property(name, kept=card.start(name), is_binary=name in BINARY)
            self.property.grow(line, card)
        else:
            card.strays += 1
            card.weigh(len(line))


def read_cards(chunks: Iterable[bytes]) -> Iterator[Card]:
    """Yield every card that begins in the file, broken or not. Raises SheetError."""
    reader = CardReader()
    for number, line in enumerate(_lines(_as_utf_8(chunks)), 1):
        if number > MOST_LINES:
            raise SheetError(_("The file has more than 400,000 lines. Export it in parts."))
        if card := reader.take(number, line):
            yield card
    if card := reader.end(_("The card has no end: END:VCARD is missing.")):
        yield card


def _lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines as they stand in the file; of one too long, enough to show that it is."""
    rest = b""
    for chunk in chunks:
        data = rest + chunk
        # A CR at the end may be the first half of a line end.
        data, half = (data[:-1], b"\r") if data.endswith(b"\r") else (data, b"")
        *lines, rest = LINE_END.split(data)
        yield from lines
        rest = rest[: MOST_IN_A_CARD + 1] + half
    yield from LINE_END.split(rest)


def _as_utf_8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Turn UTF-16 into UTF-8; leave anything else, since each line may name its charset."""
    decoder = None
    for number, chunk in enumerate(chunks):
        if number == 0 and (encoding := _utf_16(chunk)):
            decoder = codecs.getincrementaldecoder(encoding)("replace")
        yield decoder.decode(chunk).encode() if decoder else chunk


def _utf_16(start: bytes) -> str:
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    bare = {b"B\0": "utf-16-le", b"\0B": "utf-16-be"}
    return bare.get(start[:2].upper(), "")
