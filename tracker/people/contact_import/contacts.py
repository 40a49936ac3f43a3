"""Somebody from a file, before they are a person: texts made fit for the fields, or the reasons."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import zone_names
from tracker.people.models import (
    DETAIL_LIMIT,
    LINKS_LIMIT,
    MOST_LINKS,
    NAME_LIMIT,
    NOTE_LIMIT,
    PersonKind,
    label_of,
)
from tracker.shared.sheets.limits import SheetError
from tracker.shared.sheets.tables import with_plain_line_ends
from tracker.shared.text.names import tidy

MOST_CONTACTS = 5_000
# Of all contacts of one file together, so that 5,000 long notes fit into memory.
MOST_TEXT = 4_000_000

# Neither database takes NUL, no encoding half a character, and no page shows the others.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
BARE_ADDRESS = re.compile(r"[\w-]+(\.[\w-]+)+(/\S*)?", re.ASCII)
is_a_link = URLValidator(["http", "https"])

# Texts that fit or are refused; a note and a role are cut instead, see `cleaned`.
LIMITS = {
    "name": NAME_LIMIT,
    "company": NAME_LIMIT,
    "former_role": NAME_LIMIT,
    "works_on": DETAIL_LIMIT,
    "how_met": DETAIL_LIMIT,
}


class Contact(NamedTuple):
    """What would be kept of one card or row; every text fits its field."""

    number: int  # of the card in its file, or of the row's line
    name: str
    role: str = ""
    company: str = ""
    former_role: str = ""
    works_on: str = ""
    how_met: str = ""
    note: str = ""
    links: str = ""
    time_zone: str = ""
    remarks: tuple[str, ...] = ()  # what was cut or left out, for whoever looks at the import

    @property
    def label(self) -> str:
        return label_of(self.name, self.company)

    @property
    def role_and_company(self) -> str:
        return " · ".join(filter(None, [self.role, self.company]))

    @property
    def size(self) -> int:
        """About how many characters are carried from page to page for this contact."""
        return 100 + len("".join(self[1:-1]))


class FaultyContact(NamedTuple):
    """A card or row that cannot be read: where it is, whose it may be, and the sentence."""

    number: int
    line: int
    name: str
    reason: str


@dataclass
class Contacts:
    """What a file holds: cards, which are counted, or rows, which have the number of their line."""

    has_cards: bool
    readable: list[Contact] = field(default_factory=list)
    faults: list[FaultyContact] = field(default_factory=list)
    size: int = 0

    def add(self, contact: Contact) -> None:
        """Take one more. Raises SheetError where that is too many or too much."""
        self.readable.append(contact)
        self.size += contact.size
        if self.size > MOST_TEXT:
            raise SheetError(_("The notes are too much for one import. Import them in parts."))
        self._count()

    def refuse(self, fault: FaultyContact) -> None:
        self.faults.append(fault)
        self._count()

    def _count(self) -> None:
        check_number(len(self.readable) + len(self.faults))


@dataclass
class Texts:
    """The texts of one card or row as they were found; of `names` the first that is visible."""

    names: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def check_number(contacts: int) -> None:
    """Raise SheetError where one file holds more contacts than are imported at once."""
    if contacts > MOST_CONTACTS:
        raise SheetError(
            _("The file has more than %(most)s contacts. Import it in parts.")
            % {"most": intcomma(MOST_CONTACTS)}
        )


def cleaned(number: int, texts: Texts, kind: str) -> Contact:
    """Return the contact of these texts, a person of `kind`. Raises ValueError with the reason."""
    remarks = list(texts.remarks)
    values = {name: one_line(text) for name, text in texts.fields.items()}
    values["name"] = first_name(texts.names)
    if not values["name"]:
        raise ValueError(_("There is no name, no company and no e-mail address to call them by."))
    if kind == PersonKind.PM:
        values["company"] = ""  # which stands for one's own
    for name, limit in LIMITS.items():
        if len(values.get(name, "")) > limit:
            raise ValueError(_too_long(name, limit))
    role = values.get("role", "")
    if len(role) > NAME_LIMIT:
        values["role"] = _shortened(role, NAME_LIMIT)
        remarks.append(_("The role is shortened."))
    note = "\n\n".join(filter(None, map(some_lines, texts.notes)))
    if len(note) > NOTE_LIMIT:
        note = _shortened(note, NOTE_LIMIT)
        remarks.append(_("The note is shortened."))
    links = fit_links(texts.links, remarks)
    if values.get("time_zone", "") not in zone_names():
        values.pop("time_zone", None)
    return Contact(number, note=note, links=links, remarks=tuple(remarks), **values)


def first_name(names: Iterable[str]) -> str:
    """Return the first of the names that is visible, on one line; "" where none is."""
    for name in map(one_line, names):
        if is_visible(name):
            return name
    return ""


def one_line(text: str) -> str:
    return tidy(CONTROLS.sub("", with_plain_line_ends(text)))


def some_lines(text: str) -> str:
    return CONTROLS.sub("", with_plain_line_ends(text)).strip()


def is_visible(text: str) -> bool:
    """Whether anything of it is seen; characters without a width alone would be an empty name."""
    return any(char.isprintable() and not char.isspace() for char in text)


def fit_links(texts: Iterable[str], remarks: list[str]) -> str:
    """Return the first links that fit, a line each; `remarks` learns how many did not."""
    kept: dict[str, None] = {}
    left = 0
    for text in filter(None, map(one_line, texts)):
        link = f"https://{text}" if BARE_ADDRESS.fullmatch(text) else text
        if link in kept:
            continue
        fits = len(kept) < MOST_LINKS and len("\n".join([*kept, link])) <= LINKS_LIMIT
        if fits and _is_link(link):
            kept[link] = None
        else:
            left += 1
    if left:
        remarks.append(ngettext("%d link is left out.", "%d links are left out.", left) % left)
    return "\n".join(kept)


def _is_link(text: str) -> bool:
    try:
        is_a_link(text)
    except ValidationError:
        return False
    return " " not in text


def _shortened(text: str, limit: int) -> str:
    return f"{text[: limit - 1].rstrip()}…"


def _too_long(name: str, limit: int) -> str:
    sentences = {
        "name": _("The name has more than %d characters."),
        "company": _("The company has more than %d characters."),
        "former_role": _("The role before product has more than %d characters."),
        "works_on": _("What they work on has more than %d characters."),
        "how_met": _("How you met has more than %d characters."),
    }
    return sentences[name] % limit
