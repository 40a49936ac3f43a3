"""What names something: as it is kept, as two are compared, and among our own words."""

import unicodedata
from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from tracker.shared.text.normal import normalized

# Zero width joiner and non-joiner: Persian, Hindi and pictures of people are spelled with them.
JOINERS = "\u200c\u200d"
FLAG = "\U0001f3f4"  # what England's and Scotland's flags begin with; unseen tags follow
# Formats that are seen: signs of Arabic and Syriac that stand around or under a number.
SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
# Hyphens, and apostrophes, that are one key to whoever types them.
HYPHENS = "\u2010\u2011"
APOSTROPHES = "\u2019\u02bc\u2018\uff07"
_HYPHEN = str.maketrans(dict.fromkeys(HYPHENS, "-"))
SAME = str.maketrans(
    dict.fromkeys(APOSTROPHES, "'") | dict.fromkeys([*HYPHENS, "\u2212", "\ufe63", "\uff0d"], "-")
)


def tidy(text: str) -> str:
    """Return a name as it is kept: composed, in single spaces, without what takes no ink.

    However it was typed or pasted, the same name is the same text.
    """
    if not text.isascii():
        text = normalized("NFC", "".join(_kept(text))).translate(_HYPHEN)
    return " ".join(text.split()).strip(JOINERS)


def plain(name: str) -> str:
    """Return the same text for two spellings of one name: apostrophes and hyphens aside."""
    name = tidy(name)
    if name.isascii():
        return name
    seen = filter(lambda char: char not in JOINERS and not _selects(char), name)
    return "".join(seen).translate(SAME)


def folded(name: str) -> str:
    """Return the same for names in whatever case."""
    return plain(name).casefold()


def _kept(text: str) -> Iterable[str]:
    """Yield the characters of a name that are seen, or change how others look."""
    has_flag = FLAG in text
    for char in text:
        if "\U000e0020" <= char <= "\U000e007f":
            if has_flag:
                yield char
        elif char in JOINERS or char in SEEN or not _is_unseen(char):
            yield char


def _is_unseen(char: str) -> bool:
    # The combining grapheme joiner is a mark without ink.
    return char == "\u034f" or unicodedata.category(char) == "Cf"


def _selects(char: str) -> bool:
    return "\ufe00" <= char <= "\ufe0f"


def apart(values: Iterable[Any], between: str = " · ") -> SafeString:
    """Return what is there of `values` as HTML, none of which turns the line around it."""
    return format_html_join(between, "<bdi>{}</bdi>", [(value,) for value in values if value])
