"""vCards → contacts. `vcard_lines` takes the file apart, icalendar the lines."""

import quopri
import re
from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from icalendar.parser import (
    Contentline,
    Parameters,
    q_split,
    split_on_unescaped_semicolon,
    unescape_backslash,
)

from tracker.people.contact_import.contacts import (
    Contact,
    Contacts,
    FaultyContact,
    Texts,
    cleaned,
    one_line,
)
from tracker.people.contact_import.vcard_reader import Card, read_cards
from tracker.shared.sheets.limits import SheetError

MOST_BYTES = 20 * 1024 * 1024  # phones put pictures into their exports
MOST_PARAMETERS = 500  # characters before the colon
MOST_STRUCTURED = 1_000  # characters of a name or a company with its parts

# What CHARSET may name: one of these and nothing that merely is a codec of Python.
CHARSETS = {
    re.sub("[^a-z0-9]", "", name): name
    for name in (
        *("utf-8", "utf-7", "us-ascii", "ascii", "latin-1", "iso-latin-1"),
        *(f"iso-8859-{part}" for part in range(1, 17) if part != 12),
        *(f"windows-{page}" for page in range(1250, 1259)),
        *(f"cp{page}" for page in (437, 850, 852, 866, 874, *range(1250, 1259))),
        *("koi8-r", "koi8-u", "macintosh", "tis-620"),
        *("gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr"),
    )
}
ADDRESSES = ("URL", "X-SOCIALPROFILE", "SOCIALPROFILE")
# Parameters of version 2.1 that stand without their name.
BARE_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"}


def read(chunks: Iterable[bytes], kind: str) -> Contacts:
    """The people of a .vcf file, card by card; a broken card is a fault and no more.

    Raises SheetError where there is no card at all, or too many.
    """
    contacts = Contacts(has_cards=True)
    for card in read_cards(chunks):
        values = Values(card)
        try:
            if card.problem:
                raise ValueError(card.problem)
            contacts.add(_contact(card.number, values, kind))
        except ValueError as error:
            name = one_line(next(iter(values["FN"]), ""))[:80]
            contacts.refuse(FaultyContact(card.number, card.line, name, str(error)))
    if not contacts.found and not contacts.faults:
        raise SheetError(
            _("There is no contact in this file: a vCard begins with the line BEGIN:VCARD.")
        )
    return contacts


class Values(defaultdict[str, list[str]]):
    """The values of a card by property, preferred ones first; still with their backslashes."""

    def __init__(self, card: Card) -> None:
        super().__init__(list)
        self.unread, self.guessed = card.strays, False
        found = []
        for line in card.lines:
            try:
                found.append(_property(bytes(line)))
            except ValueError:
                self.unread += 1
        for _first, name, value, is_guessed in sorted(found, key=lambda each: not each[0]):
            self[name].append(value)
            self.guessed |= is_guessed

    def texts(self, name: str) -> list[str]:
        return [unescape_backslash(value) for value in self[name]]

    def parts(self, name: str) -> list[list[str]]:
        """Of a structured value the parts between its semicolons."""
        return [split_on_unescaped_semicolon(value[:MOST_STRUCTURED]) for value in self[name]]

    @property
    def remarks(self) -> list[str]:
        remarks = []
        if self.unread:
            sentence = ngettext(
                "%d line cannot be read and is left out.",
                "%d lines cannot be read and are left out.",
                self.unread,
            )
            remarks.append(sentence % self.unread)
        if self.guessed:
            remarks.append(_("Letters may be wrong: the encoding is a guess."))
        return remarks


def _contact(number: int, values: Values, kind: str) -> Contact:
    """Raises ValueError with the reason why this is nobody."""
    kinds = [*values["KIND"], *values["X-ADDRESSBOOKSERVER-KIND"]]
    if any(text.strip().lower() == "group" for text in kinds):
        raise ValueError(_("This is a list of people, not a person."))
    companies = [parts[0] for parts in values.parts("ORG")]
    names = [[*parts[1:3], parts[0]] for parts in values.parts("N")]
    fields = {
        "role": [*values.texts("TITLE"), *values.texts("ROLE")],
        "company": companies,
        "time_zone": values.texts("TZ"),
    }
    texts = Texts(
        names=[
            *values.texts("FN"),
            *map(" ".join, names),
            *values.texts("NICKNAME"),
            *companies,
            *(address.partition("@")[0] for address in values["EMAIL"]),
        ],
        fields={name: next(filter(None, found), "") for name, found in fields.items()},
        notes=values.texts("NOTE"),
        links=[link for name in ADDRESSES for link in values.texts(name)],
        remarks=values.remarks,
    )
    return cleaned(number, texts, kind)


def _property(line: bytes) -> tuple[bool, str, str, bool]:
    """(whether it is preferred, name, value, whether its encoding was guessed).

    Raises ValueError where the line is none.
    """
    # In Latin-1 each byte is a character, and the parameters are ASCII anyway.
    head = Contentline(line[:MOST_PARAMETERS].decode("latin-1"))
    end = head.value_separator_index()
    if end < 0:
        raise ValueError("no colon")
    first, *params = q_split(head[:end].rstrip(";"), ";")
    named = [param if "=" in param else _with_its_name(param) for param in params]
    name, given, _rest = Contentline(";".join([first, *named]) + ":").raw_parts()
    value = line[end + 1 :]
    if "QUOTED-PRINTABLE" in str(given.get("ENCODING", "")).upper():
        value = quopri.decodestring(value)
    text, is_guessed = _decoded(value, str(given.get("CHARSET", "")))
    return _is_preferred(given), name.rpartition(".")[2].upper(), text, is_guessed


def _with_its_name(param: str) -> str:
    return f"ENCODING={param}" if param.upper() in BARE_ENCODINGS else f"TYPE={param}"


def _is_preferred(params: Parameters) -> bool:
    types = params.get("TYPE", "")
    types = types if isinstance(types, list) else [types]
    return params.get("PREF") == "1" or "PREF" in (kind.upper() for kind in types)


def _decoded(value: bytes, charset: str) -> tuple[str, bool]:
    """The text, and whether its encoding had to be guessed."""
    known = CHARSETS.get(re.sub("[^a-z0-9]", "", charset.lower()))
    for encoding in filter(None, [known, "utf-8"]):
        try:
            return value.decode(encoding), bool(charset) and encoding != known
        except UnicodeDecodeError:
            continue
    return value.decode("windows-1252", "replace"), True
