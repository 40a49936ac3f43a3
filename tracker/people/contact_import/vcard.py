"""vCards → contacts. `vcard_reader` takes the file apart, this the lines of a card.

A line costs a few µs whatever it holds; icalendar, which makes objects of its parameters, took
eight seconds for 4 MB of them.
"""

import quopri
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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
from tracker.shared.text.invisible import without_invisible
from tracker.shared.text.names import folded

MOST_BYTES = 20 * 1024 * 1024  # phones put pictures into their exports
MOST_PARAMETERS = 500  # characters before the colon
MOST_OF_PARAMETERS = 30  # of one line
MOST_STRUCTURED = 1_000  # characters of a name or a company with its parts
MOST_PARTS = 5  # of a name: last; first; further; before; behind

# Its name without its group, its parameters, and the first colon that is in no quotation marks.
HEAD = re.compile(
    rb"""\s*+(?:[\w-]++\.)?([\w-]++)\s*+((?:;(?:[^;:"]|"[^"]*+")*+)*+):""",
)
PARAMETER = re.compile(r""";((?:[^;"]|"[^"]*+")++)""")
SEMICOLON = re.compile(r"(?<!\\);")
ESCAPED = re.compile(r"\\([\\,;:nN])")


def _charsets() -> dict[str, str]:
    """Return what CHARSET may name: these and nothing that merely is a codec of Python."""
    names = ["utf-8", "utf-7", "us-ascii", "ascii", "latin-1", "iso-latin-1"]
    names += ["koi8-r", "koi8-u", "macintosh", "tis-620"]
    names += ["gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr"]
    names += ["cp437", "cp850", "cp852", "cp866", "cp874"]
    for page in range(1250, 1259):
        names += [f"cp{page}", f"windows-{page}"]
    for part in range(1, 17):
        if part != 12:  # which was given up
            names.append(f"iso-8859-{part}")
    return {_plain(name): name for name in names}


def _plain(charset: str) -> str:
    """Return the name of an encoding without case and signs."""
    return re.sub("[^a-z0-9]", "", charset.lower())


CHARSETS = _charsets()
ADDRESSES = ("URL", "X-SOCIALPROFILE", "SOCIALPROFILE")
# Parameters of version 2.1 that stand without their name.
BARE_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"}


def read(chunks: Iterable[bytes], kind: str) -> Contacts:
    """Return the people of a .vcf file, card by card; a broken card is a fault and no more.

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
    if not contacts.readable and not contacts.faults:
        raise SheetError(
            _("There is no contact in this file: a vCard begins with the line BEGIN:VCARD.")
        )
    return contacts


@dataclass(frozen=True)
class CardProperty:
    """One line of a card; `is_guessed` says that its encoding was not told or not true."""

    name: str
    value: str
    is_guessed: bool
    is_preferred: bool


class Values(defaultdict[str, list[str]]):
    """The values of a card by property, preferred ones first; still with their backslashes."""

    def __init__(self, card: Card) -> None:
        super().__init__(list)
        self.unread, self.guessed = card.strays, False
        preferred, others = [], []
        for line in card.lines:
            try:
                card_property = _property(bytes(line))
            except ValueError:
                self.unread += 1
                continue
            if card_property.is_preferred:
                preferred.append(card_property)
            else:
                others.append(card_property)
        for card_property in preferred + others:
            self[card_property.name].append(card_property.value)
            self.guessed |= card_property.is_guessed

    def texts(self, name: str) -> list[str]:
        return [_unescaped(value) for value in self[name]]

    def parts(self, name: str) -> list[list[str]]:
        """Return the parts of structured values, which have semicolons between them."""
        structured = []
        for value in self[name]:
            parts = SEMICOLON.split(value[:MOST_STRUCTURED], MOST_PARTS)
            structured.append([_unescaped(part) for part in parts])
        return structured

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
    """Return the contact of a card. Raises ValueError with the reason why it is nobody."""
    for text in [*values["KIND"], *values["X-ADDRESSBOOKSERVER-KIND"]]:
        if text.strip().lower() == "group":
            raise ValueError(_("This is a list of people, not a person."))
    texts = Texts(
        names=_names(values),
        fields={
            "role": _first([*values.texts("TITLE"), *values.texts("ROLE")]),
            "company": _first(_companies(values)),
            "time_zone": _first(values.texts("TZ")),
        },
        notes=values.texts("NOTE"),
        remarks=values.remarks,
    )
    for name in ADDRESSES:
        texts.links += values.texts(name)
    return cleaned(number, texts, kind)


def _names(values: Values) -> list[str]:
    """Return what somebody may be called by, the best first."""
    names = values.texts("FN")
    for parts in values.parts("N"):  # last; first; further names; before; behind
        if any(parts[:3]):
            whole = " ".join([*parts[1:3], parts[0], *parts[4:5]])
            names.insert(0 if _is_of_a_company(values) else len(names), whole)
    names += values.texts("NICKNAME")
    names += _companies(values)
    for address in values["EMAIL"]:
        names.append(without_invisible(address).partition("@")[0])
    return names


def _is_of_a_company(values: Values) -> bool:
    """Whether a card is shown by its company although it names a person."""
    if "COMPANY" in map(str.upper, map(str.strip, values["X-ABSHOWAS"])):
        return True
    shown, companies = values.texts("FN"), set(map(folded, _companies(values)))
    return bool(shown) and folded(shown[0]) in companies


def _companies(values: Values) -> list[str]:
    return [parts[0] for parts in values.parts("ORG")]


def _first(texts: list[str]) -> str:
    """Return the first text that is not empty."""
    return next(filter(None, texts), "")


def _property(line: bytes) -> CardProperty:
    """Return what a line says. Raises ValueError where it says nothing."""
    match = HEAD.match(line, 0, MOST_PARAMETERS)
    if not match:
        raise ValueError("no colon")
    name, value = match[1].decode("ascii").upper(), line[match.end() :]
    if not match[2]:
        return CardProperty(name, *_decoded(value, ""), is_preferred=False)
    params = _parameters(match[2].decode("latin-1"))
    if "QUOTED-PRINTABLE" in params["ENCODING"]:
        value = quopri.decodestring(value)
    text, is_guessed = _decoded(value, params["CHARSET"])
    return CardProperty(name, text, is_guessed, _is_preferred(params))


def _parameters(text: str) -> defaultdict[str, str]:
    """Return values by name, in capitals, several of one name with commas between them.

    Raises ValueError where there are more than anybody writes.
    """
    given = PARAMETER.findall(text)
    if len(given) > MOST_OF_PARAMETERS:
        raise ValueError("too many parameters")
    params: defaultdict[str, str] = defaultdict(str)
    for param in given:
        name, equals, value = param.upper().partition("=")
        if not equals:  # as version 2.1 has them
            name, value = "ENCODING" if name.strip() in BARE_ENCODINGS else "TYPE", name
        name, value = name.strip(), value.strip().strip('"')
        if not name:
            raise ValueError("a parameter without a name")
        params[name] = f"{params[name]},{value}" if params[name] else value
    return params


def _is_preferred(params: defaultdict[str, str]) -> bool:
    return params["PREF"] == "1" or "PREF" in params["TYPE"].replace(" ", "").split(",")


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda match: "\n" if match[1] in "nN" else match[1], text)


def _decoded(value: bytes, charset: str) -> tuple[str, bool]:
    """Return the text, and whether its encoding had to be guessed."""
    known = CHARSETS.get(_plain(charset))
    for encoding in filter(None, [known, "utf-8"]):
        try:
            return value.decode(encoding), bool(charset) and encoding != known
        except UnicodeDecodeError:
            continue
    return value.decode("windows-1252", "replace"), True
