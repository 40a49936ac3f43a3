"""What counts as a word, said once for the indexes of both databases and for the ranking.

`fold` turns text into small plain words with single spaces between them. PostgreSQL has the same
steps as a function of its own, made from the constants here (postgres.py); SQLite calls this one.
Nothing depends on the locale of a database.
"""

import re

from django.db.backends.base.base import BaseDatabaseWrapper

from tracker.shared.text.letters import plain_letters

MOST_WORDS = 8
LONGEST_WORD = 60

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
# Written without spaces too, but in letters: a word is found wherever it stands in a row of them.
IN_RUNS = r"\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ece\u1000-\u103f\u1050-\u109d"
IN_RUNS += r"\u1780-\u17d3\u17dd"
_in_run = re.compile(f"[{IN_RUNS}]")
_between = re.compile(f"[{BETWEEN} ]+")
_sign = re.compile(f"([{SIGNS}])")
_plain = re.compile("[^0-9a-z]+")
_overlong = re.compile(f"([^ ]{{{LONGEST_WORD}}})[^ ]+")
_tokens = re.compile(f"[{SIGNS}]|[^{BETWEEN}{SIGNS} ]+")


def fold(text: str) -> str:
    """Return the words of `text`: small, without accents, one space between two of them."""
    return _overlong.sub(r"\1", whole(text)).strip(" ")


def whole(text: str) -> str:
    """Return the same, and words of any length uncut."""
    if text.isascii():
        return _plain.sub(" ", text.lower()).strip(" ")
    return _between.sub(" ", _sign.sub(r" \1 ", plain_letters(text))).strip(" ")


def is_in_runs(word: str) -> bool:
    """Return whether it is written in letters without spaces between words: Thai, Lao, Khmer …"""
    return _in_run.search(word) is not None


def typed(text: str) -> list[str]:
    """Return the words to look for: each one once, eight at most."""
    return list(dict.fromkeys(fold(text).split(" ")))[:MOST_WORDS] if fold(text) else []


def is_begun(word: str) -> bool:
    """Return whether what begins with it is meant too; one letter stands for itself alone."""
    return len(word) > 1


def matches(word: str, among: list[str] | set[str]) -> bool:
    if is_in_runs(word):
        return any(word in other for other in among)
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
