"""Unicode's normal forms, in time that grows with a text and not with its square.

Sorting the marks that stand on one letter costs the square of their number: 20,000 of them took a
second. No script puts more than a few on a letter; thirty are what Unicode itself lets a stream
hold (UAX #15, section 13).
"""

import re
import unicodedata
from functools import cache
from typing import Literal

MOST_MARKS = 30
FIRST, LAST = 0x300, 0x1F000  # between these are all characters that stand on another


def normalized(form: Literal["NFC", "NFKC", "NFKD"], text: str) -> str:
    """Return `text` in a normal form; marks beyond the thirtieth on one letter are left out."""
    if text.isascii() or unicodedata.is_normalized(form, text):
        return text
    if len(text) > MOST_MARKS:
        text = _overladen().sub(r"\1", text)
    return unicodedata.normalize(form, text)


@cache
def overladen() -> str:
    """Return a regular expression for too many marks; its first group is what may stay.

    PostgreSQL reads it as Python does.
    """
    mark = f"[{_marks()}]"
    return f"({mark}{{{MOST_MARKS}}}){mark}+"


def _marks() -> str:
    """Return every character that is sorted among its like, for a class of a regular expression."""
    ranges: list[list[int]] = []
    for code in range(FIRST, LAST):
        if not unicodedata.combining(chr(code)):
            continue
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


@cache
def _overladen() -> re.Pattern[str]:
    return re.compile(overladen())
