"""Rows of a CSV file or workbook → contacts, once it is said what each column is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.people.contact_import.contacts import (
    MOST_CONTACTS,
    Contacts,
    FaultyContact,
    Texts,
    cleaned,
    one_line,
)
from tracker.shared.sheets import tables
from tracker.shared.sheets.limits import Limits, SheetError

MOST_BYTES = 2 * 1024 * 1024
# Google and Outlook have up to a hundred columns, and Outlook writes in Windows’ own encoding.
LIMITS = Limits(rows=MOST_CONTACTS, columns=250, old_encoding="windows-1252")
EXAMPLES = 3


class Meaning(models.TextChoices):
    """What a column is; the order is the one in which it is offered."""

    NOTHING = "", gettext_lazy("leave out")
    NAME = "name", gettext_lazy("name")
    FIRST = "first", gettext_lazy("first name")
    LAST = "last", gettext_lazy("last name")
    ROLE = "role", gettext_lazy("role")
    COMPANY = "company", gettext_lazy("company")
    FORMER_ROLE = "former_role", gettext_lazy("former role")
    WORKS_ON = "works_on", gettext_lazy("what they work on")
    HOW_MET = "how_met", gettext_lazy("how we met")
    NOTE = "note", gettext_lazy("note")
    LINK = "link", gettext_lazy("link")


SEVERAL = {Meaning.NOTHING, Meaning.NOTE, Meaning.LINK}
NAMES = {Meaning.NAME, Meaning.FIRST, Meaning.LAST}

# Names of columns, without case, spaces and signs, in the exports of Google Contacts, Outlook,
# LinkedIn and Thunderbird, and as people call them.
HEADERS: Mapping[Meaning, str] = {
    Meaning.NAME: "name|fullname|displayname|person|contact|anzeigename",
    Meaning.FIRST: "firstname|givenname|forename|vorname",
    Meaning.LAST: "lastname|familyname|surname|nachname",
    Meaning.ROLE: "role|jobtitle|title|position|organization1title|organizationtitle|beruf",
    Meaning.COMPANY: "company|organization|organisation|organization1name|organizationname"
    "|employer|firma|companyname",
    Meaning.FORMER_ROLE: "formerrole|rolebeforeproduct",
    Meaning.WORKS_ON: "workson|whattheyworkon|product",
    Meaning.HOW_MET: "howwemet|howmet|met",
    Meaning.NOTE: "note|notes|privatenote|notizen|comments",
    Meaning.LINK: "link|links|url|website|webpage|webpage1|webpage2|personalwebpage|linkedin"
    "|website1value|website2value|profileurl|webseite",
}
MEANINGS = {
    header: meaning for meaning, headers in HEADERS.items() for header in headers.split("|")
}


@dataclass(frozen=True)
class SheetColumn:
    """A column; `index` is its place in every row."""

    index: int
    name: str
    examples: list[str]
    guess: Meaning


@dataclass(frozen=True)
class Sheet:
    """The rows of a file below its header, without the columns in which nothing stands.

    Every row has as many cells as the header.
    """

    header: list[str]
    rows: list[tuple[int, list[str]]]

    @property
    def columns(self) -> list[SheetColumn]:
        columns = []
        taken: set[Meaning] = set()
        for index, name in enumerate(self.header):
            filled = dict.fromkeys(cells[index] for _line, cells in self.rows if cells[index])
            guess = MEANINGS.get("".join(filter(str.isalnum, name.lower())), Meaning.NOTHING)
            guess = Meaning.NOTHING if guess in taken - SEVERAL else guess
            taken.add(guess)
            examples = [one_line(text)[:60] for text in list(filled)[:EXAMPLES]]
            columns.append(SheetColumn(index, name[:60], examples, guess))
        return columns


def read(name: str, data: bytes) -> Sheet:
    """Raises SheetError."""
    lines = tables.read_lines(name, data, limits=LIMITS)
    start = _header(lines)
    header, found = lines[start][1], lines[start + 1 :]
    if not found:
        raise SheetError(_("The file has names of columns, but no row below them."))
    width = max(len(header), *(len(cells) for _line, cells in found))
    padded = [(line, [*cells, *[""] * (width - len(cells))]) for line, cells in found]
    filled = [index for index in range(width) if any(cells[index] for _line, cells in padded)]
    names = [*header, *[""] * (width - len(header))]
    named = [names[index] or _("Column %d") % (index + 1) for index in filled]
    rows = [(line, [cells[index] for index in filled]) for line, cells in padded]
    if len(rows) > MOST_CONTACTS:
        raise SheetError(_("The file has more than 5,000 contacts. Import it in parts."))
    return Sheet(named, rows)


def contacts(sheet: Sheet, meanings: Mapping[int, Meaning], kind: str) -> Contacts:
    """The people of the rows, as people of `kind`. Raises SheetError where they are too much."""
    found = Contacts(has_cards=False)
    for line, cells in sheet.rows:
        texts = _texts((meaning, cells[index]) for index, meaning in meanings.items())
        try:
            found.add(cleaned(line, texts, kind))
        except ValueError as error:
            name = next(filter(None, map(one_line, texts.names)), "")[:80]
            found.refuse(FaultyContact(line, line, name, str(error)))
    return found


def _texts(cells: Iterable[tuple[Meaning, str]]) -> Texts:
    texts = Texts()
    parts: dict[Meaning, str] = {}
    for meaning, text in cells:
        if meaning == Meaning.NOTE:
            texts.notes.append(text)
        elif meaning == Meaning.LINK:
            texts.links += text.split()
        elif meaning in NAMES:
            parts[meaning] = text
        elif meaning:
            texts.fields[meaning.value] = text
    both = f"{parts.get(Meaning.FIRST, '')} {parts.get(Meaning.LAST, '')}"
    texts.names = [parts.get(Meaning.NAME, ""), both, texts.fields.get("company", "")]
    return texts


def _header(lines: list[tuple[int, list[str]]]) -> int:
    """Where the names of the columns stand: below LinkedIn’s lines of explanation, for one."""
    for index, (_line, cells) in enumerate(lines[: tables.PREAMBLE]):
        known = [text for text in cells if "".join(filter(str.isalnum, text.lower())) in MEANINGS]
        if len(known) > 1:
            return index
    return 0
