"""Every word must occur somewhere: plain search that both databases answer alike."""

import re
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q

MOST_WORDS = 8


def every_word(text: str, *fields: str) -> Q:
    """Return the condition that each word of `text` occurs in one of `fields`, in plain letters."""
    every = Q()
    for word in words_of(text):
        somewhere = Q()
        for field in fields:
            somewhere |= Q(**{f"{field}__finds": word})
        every &= somewhere
    return every


def words_of(text: str) -> list[str]:
    return text.split()[:MOST_WORDS]


def teach_sqlite_case(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Make LIKE ignore the case of every letter: SQLite's own knows only A to Z."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("like", 3, _like, deterministic=True)


def _like(pattern: str | None, text: str | None, escape: str) -> bool | None:
    if pattern is None or text is None:
        return None
    return _compiled(pattern, escape).fullmatch(str(text).casefold()) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str, escape: str) -> re.Pattern[str]:
    parts = []
    characters = iter(pattern.casefold())
    for character in characters:
        if character == escape:
            parts.append(re.escape(next(characters, escape)))
        else:
            parts.append({"%": ".*", "_": "."}.get(character, re.escape(character)))
    return re.compile("".join(parts), re.DOTALL)
