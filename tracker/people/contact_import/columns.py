"""Rows of a CSV file or workbook → contacts, once it is said what each column is."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.people.contact_import.charsets import in_charset, is_guessed, raw
from tracker.people.contact_import.contacts import (
    MOST_CONTACTS,
    Contacts,
    FaultyContact,
    Texts,
    check_number,
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
    MIDDLE = "middle", gettext_lazy("middle name")
    SUFFIX = "suffix", gettext_lazy("behind the name: Jr., PhD")
    ROLE = "role", gettext_lazy("role")
    COMPANY = "company", gettext_lazy("company")
    FORMER_ROLE = "former_role", gettext_lazy("former role")
    WORKS_ON = "works_on", gettext_lazy("what they work on")
    HOW_MET = "how_met", gettext_lazy("how we met")
    NOTE = "note", gettext_lazy("note")
    LINK = "link", gettext_lazy("link")
    EMAIL = "email", gettext_lazy("e-mail, for a name where there is none")


SEVERAL = {Meaning.NOTHING, Meaning.NOTE, Meaning.LINK, Meaning.EMAIL}
# Parts of a name in their order, and what can stand for one.
PARTS = (Meaning.FIRST, Meaning.MIDDLE, Meaning.LAST, Meaning.SUFFIX)
NAMES = {Meaning.NAME, Meaning.FIRST, Meaning.LAST, Meaning.EMAIL}
# What "Title" holds where it is no role: how somebody is addressed.
ADDRESSED = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "madam", "rev"}
ADDRESSED |= {"herr", "frau", "drmed", "profdr", "m", "mme", "mlle", "sr", "sra", "srta", "sig"}

# Names of columns, without case, spaces and signs, in the exports of Google Contacts, Outlook,
# LinkedIn and Thunderbird, and as people call them.
HEADERS: Mapping[Meaning, str] = {
    Meaning.NAME: "name|fullname|displayname|person|contact|anzeigename",
    Meaning.FIRST: "firstname|givenname|forename|vorname|first|prénom",
    Meaning.LAST: "lastname|familyname|surname|nachname|last|nom",
    Meaning.MIDDLE: "middlename|middle|additionalname|weiterevornamen|zweitervorname",
    Meaning.SUFFIX: "suffix|namesuffix|generationalsuffix|namenszusatz",
    Meaning.ROLE: "role|jobtitle|title|position|organization1title|organizationtitle|beruf"
    "|funktion",
    Meaning.COMPANY: "company|organization|organisation|organization1name|organizationname"
    "|employer|firma|companyname|accountname",
    Meaning.FORMER_ROLE: "formerrole|rolebeforeproduct",
    Meaning.WORKS_ON: "workson|whattheyworkon|product",
    Meaning.HOW_MET: "howwemet|howmet|met",
    Meaning.NOTE: "note|notes|privatenote|notizen|comments",
    Meaning.LINK: "link|links|url|website|webpage|webpage1|webpage2|personalwebpage|linkedin"
    "|website1value|website2value|profileurl|webseite",
    Meaning.EMAIL: "email|emailaddress|primaryemail|email1value|email2value|email2address|mail"
    "|emailadresse",
}
MEANINGS: dict[str, Meaning] = {}
for _meaning, _headers in HEADERS.items():
    MEANINGS.update(dict.fromkeys(_headers.split("|"), _meaning))


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
    # The texts are `charsets.raw`, because the file does not say how to read it.
    is_guessed: bool = False

    def in_charset(self, charset: str) -> "Sheet":
        """Return it as it reads in a character set, where it does not say its own."""
        if not self.is_guessed:
            return self
        header = [in_charset(text, charset) for text in self.header]
        rows = []
        for line, cells in self.rows:
            rows.append((line, [in_charset(text, charset) for text in cells]))
        return Sheet(header, rows)

    @property
    def columns(self) -> list[SheetColumn]:
        columns = []
        taken: set[Meaning] = set()
        for index, name in enumerate(self.header):
            guess = MEANINGS.get(_plain(name), Meaning.NOTHING)
            if _plain(name) == "title" and self._addresses(index):
                guess = Meaning.NOTHING
            if guess in taken - SEVERAL:
                guess = Meaning.NOTHING
            taken.add(guess)
            columns.append(SheetColumn(index, name[:60], self._examples(index), guess))
        return columns

    def _addresses(self, index: int) -> bool:
        """Whether "Title" is how people are addressed: Outlook has "Job Title" for the role."""
        if any(MEANINGS.get(_plain(name)) == Meaning.ROLE for name in self.header[index + 1 :]):
            return True
        titles = {_plain(cells[index]) for _line, cells in self.rows}
        return titles - {""} <= ADDRESSED

    def _examples(self, index: int) -> list[str]:
        """Return the first texts of a column that differ, cut to what a page shows."""
        examples: dict[str, str] = {}
        for _line, cells in self.rows:
            text = cells[index]
            if text and text not in examples:
                examples[text] = one_line(text)[:60]
            if len(examples) == EXAMPLES:
                break
        return list(examples.values())


def read(name: str, data: bytes) -> Sheet:
    """Return the rows of a CSV file or workbook. Raises SheetError."""
    guessed = is_guessed(data)
    lines = tables.read_lines(name, raw(data).encode() if guessed else data, limits=LIMITS)
    start = _header(lines)
    header, below = lines[start][1], lines[start + 1 :]
    if not below:
        raise SheetError(_("The file has names of columns, but no row below them."))
    check_number(len(below))
    filled: set[int] = set()
    for _line, cells in below:
        filled.update(index for index, text in enumerate(cells) if text)
    indexes = sorted(filled)
    names = []
    for index in indexes:
        names.append(_cell(header, index) or _("Column %d") % (index + 1))
    rows = []
    for line, cells in below:
        rows.append((line, [_cell(cells, index) for index in indexes]))
    return Sheet(names, rows, guessed)


def _cell(cells: list[str], index: int) -> str:
    """Return a cell of a row, which may be shorter than others."""
    return cells[index] if index < len(cells) else ""


def contacts_of(sheet: Sheet, meanings: Mapping[int, Meaning], kind: str) -> Contacts:
    """Return the people of the rows, as of `kind`. Raises SheetError where they are too much."""
    contacts = Contacts(has_cards=False)
    for line, cells in sheet.rows:
        texts = _texts(cells, meanings)
        try:
            contacts.add(cleaned(line, texts, kind))
        except ValueError as error:
            name = next(filter(None, map(one_line, texts.names)), "")[:80]
            contacts.refuse(FaultyContact(line, line, name, str(error)))
    return contacts


def _texts(cells: list[str], meanings: Mapping[int, Meaning]) -> Texts:
    texts = Texts()
    parts: dict[Meaning, str] = {}
    addresses: list[str] = []
    for index, meaning in meanings.items():
        text = cells[index]
        if meaning == Meaning.NOTE:
            texts.notes.append(text)
        elif meaning == Meaning.LINK:
            texts.links += text.split()
        elif meaning == Meaning.EMAIL:
            addresses.append(text.partition("@")[0])
        elif meaning == Meaning.NAME or meaning in PARTS:
            parts[meaning] = text
        elif meaning:
            texts.fields[meaning.value] = text
    whole = " ".join(parts.get(part, "") for part in PARTS)
    has_any = parts.get(Meaning.FIRST) or parts.get(Meaning.LAST)
    texts.names = [parts.get(Meaning.NAME, ""), whole if has_any else ""]
    # An address is somebody; a company without one is at least a place to ask.
    texts.names += [*addresses, texts.fields.get("company", "")]
    return texts


def _header(lines: list[tuple[int, list[str]]]) -> int:
    """Return the line with the names of the columns: in LinkedIn’s file it is not the first."""
    for index, (_line, cells) in enumerate(lines[: tables.PREAMBLE]):
        known = [text for text in cells if _plain(text) in MEANINGS]
        if len(known) > 1:
            return index
    return 0


def _plain(header: str) -> str:
    """Return a column's name without case, spaces and signs."""
    return "".join(filter(str.isalnum, header.lower()))
