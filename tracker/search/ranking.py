"""Which hits come first, and what is shown of them: the same on both databases."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.search.words import fold, is_in_runs, matches, tokens, typed
from tracker.search.words import whole as uncut

SNIPPET = 160
BEFORE = 50

_signs = re.compile(r"^[ \t]*(#{1,6}|>|[-*+])[ \t]+|\*{1,3}|`", re.MULTILINE)
Rank = tuple[bool, bool, bool, bool]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed as one phrase, its words, and these as they were written."""

    text: str
    words: list[str]
    as_written: list[str]

    @classmethod
    def read(cls, text: str) -> "Asked":
        return cls(fold(text), typed(text), [text[start:end] for start, end in tokens(text)])


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a snippet; `hit` where it is one of the words."""

    text: str
    hit: bool = False


def rank(asked: Asked, title: str, body: str) -> Rank | None:
    """Return how good a hit is, the best sorting first; None where a word is missing.

    In this order: the phrase in the title, the phrase anywhere, every word in the title, every
    word whole and not only begun.
    """
    top, rest = fold(title), fold(body)
    whole = f" {top} \n {rest} "  # a phrase does not run on from the title
    in_title, anywhere = set(top.split(" ")), {*top.split(" "), *rest.split(" ")}
    if any(map(is_in_runs, asked.words)):  # uncut, as a run may be long
        anywhere |= {*uncut(title).split(" "), *uncut(body).split(" ")}
        in_title |= {*uncut(title).split(" ")}
    if not _all_stand_in(anywhere, asked.words):
        return None
    phrase = f" {asked.text} "
    return (
        phrase not in f" {top} ",
        phrase not in whole,
        not _all_stand_in(in_title, asked.words),
        not anywhere.issuperset(asked.words),
    )


def _all_stand_in(text_words: set[str], words: Sequence[str]) -> bool:
    return all(matches(word, text_words) for word in words)


def newest(day: date | None) -> int:
    """Sorts later days first, and rows without a day last."""
    return -day.toordinal() if day else 0


def marked(text: str, words: Sequence[str]) -> list[Part]:
    """Return the whole text in parts, hits apart."""
    parts: list[Part] = []
    done = 0
    for start, end in tokens(text):
        if not _is_hit(text[start:end], words):
            continue
        if done < start:
            parts.append(Part(text[done:start]))
        parts.append(Part(text[start:end], hit=True))
        done = end
    return [*parts, Part(text[done:])] if done < len(text) else parts


def snippet(text: str, words: Sequence[str], most: int = SNIPPET) -> list[Part]:
    """Return about `most` characters around the first hit, cut between words, on one line."""
    line = " ".join(text.split())
    first = _first_hit(line, words)
    start = 0 if len(line) <= most else max(0, min(first - BEFORE, len(line) - most))
    end = min(len(line), start + most)
    if start:
        start = _next_gap(line, start, first)
    if end < len(line):
        end = max(line.rfind(" ", start, end), start) if " " in line[first:end] else end
    shown = marked(line[start:end], words)
    before = [Part("… ")] if start else []
    return [*before, *shown, *([Part(" …")] if end < len(line) else [])]


def _first_hit(line: str, words: Sequence[str]) -> int:
    for start, end in tokens(line):
        if _is_hit(line[start:end], words):
            return start
    return 0


def unmarked(text: str) -> str:
    """Return Markdown without the signs that would only disturb a line of it."""
    return _signs.sub("", text)


def _next_gap(line: str, start: int, latest: int) -> int:
    gap = line.find(" ", start, latest)
    return gap + 1 if gap >= 0 else start


def _is_hit(token: str, words: Sequence[str]) -> bool:
    token_words = uncut(token).split(" ")
    return any(matches(word, token_words) for word in words)
