"""What a person's Markdown may cost: reckoned from the text, before any of it is laid out.

Words cost next to nothing. What costs is every sign that might mean something, every line once for
each quote or list that it stands in, and every cell of a table: a row of one character has as many
cells as the table's header. One unit took 5 to 30 µs of CPU for every shape that
tests/growth knows, so a page spends about half a second at most.
"""

import re
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

MOST_OF_A_TEXT = 10_000
MOST_OF_A_PAGE = 25_000
# Quotes and lists deeper than this are not looked into by the parser either.
DEEPEST = 20
LETTERS_A_UNIT = 100

SIGN = re.compile(r"[^\w\s]|_")
LINE_END = re.compile(r"\r\n?|\n")
# What quotes and lists begin with, any number of them one after the other.
OPENED = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|[0-9]{1,9}[.)]))*")
OPENERS = re.compile("[>+*.)-]")
# The line below a table's header, perhaps in a quote.
RULED = re.compile(r"[\s>|:]*-[\s>|:-]*")
# Only lines that begin so can open or rule anything.
FIRST_SIGNS = frozenset(">|:-+*0123456789")

_spent: ContextVar[int | None] = ContextVar("spent on Markdown by this page", default=None)


class PageBudget:
    """Middleware: all texts of a page together have one budget."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = _spent.set(0)
        try:
            return self.get_response(request)
        finally:
            _spent.reset(token)


def spend(weight: int) -> bool:
    """Take so much from the page's budget; False, and nothing taken, where it is not there.

    Outside a request, in a command, there is no page and no limit but that of each text.
    """
    spent = _spent.get()
    if spent is None:
        return True
    if spent + weight > MOST_OF_A_PAGE:
        return False
    _spent.set(spent + weight)
    return True


def weight_of(text: str) -> int:
    """Return what laying out `text` costs at most, in units; it takes one walk through the text."""
    weight = len(SIGN.findall(text)) + len(text) // LETTERS_A_UNIT
    columns = depth = 0
    for line in LINE_END.split(text):
        bare = line.strip()
        if not bare:
            columns = depth = 0
        elif bare[0] in FIRST_SIGNS:
            depth = max(depth, _opened(line))
            if RULED.fullmatch(line):
                columns = max(columns, line.count("|") + 1)
        indented = min(len(line) - len(line.lstrip()), DEEPEST)
        weight += 1 + depth + columns + indented // 2
    return weight


def _opened(line: str) -> int:
    """Return how many quotes and lists a line begins."""
    match = OPENED.match(line)
    return min(len(OPENERS.findall(match[0])), DEEPEST) if match else 0
