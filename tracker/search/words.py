"""What counts as a word, said once for the indexes of both databases and for the ranking.

`fold` turns text into small plain words with single spaces between them. PostgreSQL has the same
steps as a function of its own, made from the constants here (postgres.py); SQLite calls this one.
Nothing depends on the locale of a database.
"""

import re
import string
import unicodedata

from django.db.backends.base.base import BaseDatabaseWrapper

from tracker.shared.text.normal import normalized

MOST_WORDS = 8
LONGEST_WORD = 60

# Accents, vowel signs that are often left out, joiners, soft hyphens: they vanish from a word.
# In these classes \u and \U mean the same to Python and to PostgreSQL.
VANISHING = (
    r"\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7"
    r"\u0610-\u061a\u0640\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u2064\u20d0-\u20f0\u3099-\u309a\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"
)
# Punctuation, symbols and pictures stand between words. Whatever is neither here nor a sign of
# ASCII is part of a word.
BETWEEN = (
    r"\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02b9-\u02ff\u0375\u037e\u0387\u03f6\u0482"
    r"\u055a-\u055f\u0589-\u058f\u05be\u05c0\u05c3\u05c6\u05f3-\u060f\u061b-\u061f\u066a-\u066d"
    r"\u06d4\u0700-\u070d\u0964-\u0965\u0970\u09f2-\u09f3\u0af1\u0bf9\u0df4\u0e3f\u0e4f\u0e5a-\u0e5b"
    r"\u0f01-\u0f17\u0f3a-\u0f3d\u104a-\u104f\u10fb\u1360-\u1368\u166d-\u166e\u1680\u17d4-\u17d6"
    r"\u17d8-\u17db\u1800-\u180a\u2000-\u206f\u2070-\u20cf\u2100-\u214f\u218a-\u2bff\u2cf9-\u2cff"
    r"\u2e00-\u2e2e\u2e30-\u2fff\u3000-\u3004\u3008-\u3020\u3030\u3037\u303d-\u303f\u30a0\u30fb"
    r"\u4dc0-\u4dff\ua4fe-\ua4ff\ue000-\uf8ff\ufd3e-\ufd4f\ufe45-\ufe46\ufff0-\uffff"
    r"\U0001d000-\U0001d3ff\U0001eef0-\U0001fbff\U000e0000-\U0010ffff"
)
# Written without spaces: each sign is a word of its own, and a word is a row of them.
SIGNS = (
    r"\u3005-\u3006\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
SIGNS += r"\U00020000-\U000323af"
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
_vanishing, _between = re.compile(f"[{VANISHING}]+"), re.compile(f"[{BETWEEN} ]+")
_sign = re.compile(f"([{SIGNS}])")
_plain = re.compile("[^0-9a-z]+")
_overlong = re.compile(f"([^ ]{{{LONGEST_WORD}}})[^ ]+")
_tokens = re.compile(f"[{SIGNS}]|[^{BETWEEN}{SIGNS} ]+")


def fold(text: str) -> str:
    """Return the words of `text`: small, without accents, one space between two of them."""
    if text.isascii():
        words = _plain.sub(" ", text.lower())
    else:
        words = _vanishing.sub("", normalized("NFKD", text)).translate(_table)
        for letter, spelt in SPELT.items():
            words = words.replace(letter, spelt)
        words = _between.sub(" ", _sign.sub(r" \1 ", words))
    return _overlong.sub(r"\1", words).strip(" ")


def typed(text: str) -> list[str]:
    """Return the words to look for: each one once, eight at most."""
    return list(dict.fromkeys(fold(text).split(" ")))[:MOST_WORDS] if fold(text) else []


def is_begun(word: str) -> bool:
    """Return whether what begins with it is meant too; one letter stands for itself alone."""
    return len(word) > 1


def matches(word: str, among: list[str] | set[str]) -> bool:
    if is_begun(word):
        return any(other.startswith(word) for other in among)
    return word in among


def tokens(text: str) -> list[tuple[int, int]]:
    """Return where the words of `text` stand in it as it was written."""
    return [match.span() for match in _tokens.finditer(text)]


def owned(owner: int, text: str | None) -> str:
    """Return the words as they stand in an index: each behind its owner, so nobody's are mixed."""
    words = fold(text or "")
    mark = f"u{owner}x"
    return f"{mark}{words.replace(' ', f' {mark}')}" if words else ""


def teach_sqlite_words(connection: BaseDatabaseWrapper, **kwargs: object) -> None:
    """Give SQLite's triggers the function that they call."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("pmcareer_words", 2, owned, deterministic=True)
