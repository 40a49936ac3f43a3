"""Everything that takes apart what people type or send, with the most that it is ever given.

A module that imports one of `tests.growth.test_growth.READERS` stands in one of these, or in
`NOT_OF_PEOPLE` there with the reason.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.core.exceptions import ValidationError

from tests.growth import shapes
from tests.growth.shapes import Shape
from tracker.accounts.passkey_forms import MOST_CHARACTERS, CredentialField
from tracker.briefing import payload
from tracker.catalogue.models import Task
from tracker.exports.importing.archives import Archive, ArchiveError
from tracker.exports.registry import kind_of
from tracker.exports.schema import FORMAT, VERSION
from tracker.files.kinds import FileKind
from tracker.files.names import clean_name
from tracker.journal.models import Activity
from tracker.journal.points import fingerprint
from tracker.openings.advert.reading import read_advert
from tracker.people import names
from tracker.people.contact_import import columns, vcard
from tracker.people.contact_import.charsets import Charset, in_charset, raw
from tracker.people.contact_import.plan import _nearly
from tracker.people.models import Person
from tracker.quicklog import offers
from tracker.quicklog.forms import LINE_LIMIT
from tracker.quicklog.parser import understand
from tracker.quicklog.pasted import LONGEST, read_list
from tracker.quotes import near_duplicates
from tracker.quotes.redaction import replacer
from tracker.search import ranking, words
from tracker.shared.sheets import tables
from tracker.shared.sheets.limits import SheetError
from tracker.shared.text import markdown
from tracker.shared.text import names as text_names
from tracker.shared.text.words import _like, every_word
from tracker.templatetags.pmcareer import shorten

ANA, BEN = Person(name="Ana Ruiz", company="Acme"), Person(name="Ben", company="")
TASK = Task(slug="personas", title="Ask about personas")


@dataclass(frozen=True)
class Parser:
    """`most` is the largest text that reaches it, or one that is large enough to tell.

    `allowed` is how many calls its budget may cost once, however small a text is.
    """

    name: str
    read: Callable[[Any], object]
    shapes: dict[str, Shape]
    most: int
    modules: tuple[str, ...]
    allowed: int = 4_000


def _contacts(data: bytes) -> None:
    with suppress(SheetError):
        sheet = columns.read("x.csv", data)
        meanings = dict(zip(range(len(sheet.header)), columns.Meaning, strict=False))
        meanings[0] = columns.Meaning.NAME
        for contact in columns.contacts_of(sheet, meanings, "peer").readable:
            _nearly(contact.name)


def _cards(data: bytes) -> None:
    chunks = [data[start : start + 65_536] for start in range(0, len(data), 65_536)]
    with suppress(SheetError):
        for contact in vcard.read(chunks, "peer").readable:
            _nearly(contact.name)


def _charsets(data: bytes) -> None:
    for charset in Charset.values:
        in_charset(raw(data), charset)


def _tasks(name: str) -> Callable[[bytes], None]:
    def read(data: bytes) -> None:
        with suppress(SheetError):
            tables.read(name, data)

    return read


def _export(lines: bytes) -> None:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("manifest.json", f'{{"format": "{FORMAT}", "schema": {VERSION}}}')
        archive.writestr("json/entries.json", b"[\n" + lines + b"\n]\n")
    with suppress(ArchiveError):
        list(Archive(file).rows(kind_of(Activity)))


def _briefing(body: bytes) -> None:
    with suppress(payload.MisreadError):
        payload.take_apart(payload.read(body))


def _line(text: str) -> None:
    understand(text, date(2026, 11, 18), [TASK], [ANA, BEN])


def _names(text: str) -> None:
    list(names._matches([ANA, BEN], text))
    names.at_start([ANA, BEN], text)


def _spellings(text: str) -> None:
    text_names.folded(text)
    text_names.tidy(text)


def _offers(text: str) -> None:
    offers.tasks_alike(text.split(), [(TASK, {"ask", "personas"})])
    offers.named([ANA, BEN], text)


def _pasted(text: str) -> None:
    read_list(text, [date(2026, 11, 16), date(2026, 11, 18)], [TASK])


def _hit(text: str) -> None:
    asked = ranking.Asked.read("ab wait")
    words.owned(1, text)
    ranking.rank(asked, text[:120], text)
    ranking.snippet(ranking.unmarked(text), asked.words)


def _asked(text: str) -> None:
    asked = ranking.Asked.read(text)
    ranking.rank(asked, "What they wait for", "a, and so on. " * 100)
    every_word(text, "title", "notes")
    _like(f"%{text}%", "a, and so on. " * 100, "\\")


def _redaction(text: str) -> None:
    replacer(text[:120].strip() or "a", "…")(text)
    replacer("a a a a a a b", "…")(text)


def _file_name(text: str) -> None:
    clean_name(text, FileKind.PDF)


def _near(text: str) -> None:
    near_duplicates.groups([(1, text), (2, text[::-1])])
    near_duplicates.side_by_side([text, text[::-1]])


def _credential(text: bytes) -> None:
    with suppress(ValidationError):
        CredentialField().clean(text.decode())


# A text on a page may cost as much as tracker.shared.text.budget lets it, and a file as much as
# the first rows of it before it is refused.
PARSERS = [
    Parser(
        *("Markdown", markdown.render, shapes.MARKDOWN, 6_000, ("tracker.shared.text.markdown",)),
        allowed=400_000,
    ),
    Parser(
        *("advert", read_advert, shapes.ADVERTS, 30_000, ("tracker.openings.advert.reading",)),
        allowed=40_000,
    ),
    Parser("quick line", _line, shapes.LINES, LINE_LIMIT, ("tracker.quicklog.parser",)),
    Parser("spellings", _spellings, shapes.TEXTS, 20_000, ("tracker.shared.text.names",)),
    Parser("offers", _offers, shapes.LINES, LINE_LIMIT, ("tracker.quicklog.offers",)),
    Parser("pasted lists", _pasted, shapes.TEXTS, LONGEST, ("tracker.quicklog.pasted",)),
    Parser("names", _names, shapes.LINES, 2_400, ("tracker.people.names",)),
    Parser("vCard", _cards, shapes.VCARDS, 80_000, ("tracker.people.contact_import.vcard",)),
    Parser(
        *("character sets", _charsets, shapes.CSVS, 80_000),
        ("tracker.people.contact_import.charsets",),
    ),
    Parser("contacts", _contacts, shapes.CSVS, 80_000, ("tracker.people.contact_import.plan",)),
    Parser(
        *("contacts in XLSX", _contacts, shapes.WORKBOOKS, 80_000),
        ("tracker.shared.sheets.xlsx",),
    ),
    Parser("tasks", _tasks("x.csv"), shapes.CSVS, 80_000, ("tracker.shared.sheets.tables",)),
    Parser("tasks in JSON", _tasks("x.json"), shapes.JSONS, 80_000, ()),
    Parser(
        *("export", _export, shapes.JSONS, 80_000, ("tracker.exports.importing.archives",)),
    ),
    Parser("briefing", _briefing, shapes.BRIEFINGS, 80_000, ("tracker.briefing.payload",)),
    Parser("search: a hit", _hit, shapes.TEXTS, 20_000, ("tracker.search.words",)),
    Parser("search: words", _asked, shapes.TEXTS, 200, ("tracker.shared.text.letters",)),
    Parser("redaction", _redaction, shapes.TEXTS, 2_000, ()),
    Parser("names of files", _file_name, shapes.TEXTS, 1_000, ("tracker.files.names",)),
    Parser("near-duplicates", _near, shapes.TEXTS, 2_000, ()),
    Parser("distinct quotes", fingerprint, shapes.TEXTS, 2_000, ("tracker.journal.points",)),
    Parser(
        *("short texts", lambda text: shorten(text, 400), shapes.TEXTS, 20_000),
        ("tracker.shared.text.normal",),
    ),
    Parser("passkeys", _credential, shapes.BRIEFINGS, MOST_CHARACTERS + 1, ()),
]
