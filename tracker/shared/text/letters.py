"""Letters as they are compared: small, without accents, spelled as where a key is missing.

PostgreSQL has the same steps, made from the constants here (tracker/search/postgres.py). Nothing
depends on the locale of a database.
"""

import re
import string
import unicodedata

from tracker.shared.text.normal import normalized

# Accents, vowel signs that are often left out, joiners, soft hyphens: they vanish from a word.
# In these classes \u and \U mean the same to Python and to PostgreSQL.
VANISHING = (
    r"\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7"
    r"\u0610-\u061a\u0640\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u2064\u20d0-\u20f0\u3099-\u309a\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
# Letters that Unicode takes for letters of their own, as they are typed where a key is missing.
SPELT = {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ŋ": "ng"}
ALIKE = {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ς": "σ"}
CASED = [(0xC0, 0x24F), (0x1E9E, 0x1E9E), (0x370, 0x3FF), (0x400, 0x52F), (0x531, 0x556)]


def _pairs() -> dict[str, str]:
    """Return capitals that decomposition leaves, and letters that are taken for others."""
    pairs: dict[str, str] = {}
    for first, last in CASED:
        for code in range(first, last + 1):
            letter = chr(code)
            is_whole = unicodedata.normalize("NFKD", letter) == letter
            if is_whole and letter != letter.lower():
                pairs[letter] = ALIKE.get(letter.lower(), letter.lower())
    return pairs | ALIKE


PAIRS = _pairs()
_table = str.maketrans(
    PAIRS | dict(zip(string.ascii_uppercase, string.ascii_lowercase, strict=True))
)
_vanishing = re.compile(f"[{VANISHING}]+")


def plain_letters(text: str) -> str:
    """Return `text` with every letter in its plain form; signs and spaces stay."""
    if text.isascii():
        return text.lower()
    plain = _vanishing.sub("", normalized("NFKD", text)).translate(_table)
    for letter, spelt in SPELT.items():
        plain = plain.replace(letter, spelt)
    return plain
