"""Quotes as Markdown that reads back as it was typed."""

import re
from collections.abc import Iterable
from itertools import pairwise

from django.utils.formats import date_format

from tracker.journal.models import Quote

_ANYWHERE = re.compile(r"[\\`*_\[\]<>&~|$]")
_AT_THE_START = re.compile(r"^(?:[#+=-]|(\d+)(?=[.)]))")


def escaped(line: str) -> str:
    """Write one line of anybody's text so that no sign in it means anything to Markdown."""
    safe = _ANYWHERE.sub(lambda match: "\\" + match[0], line.strip())
    return _AT_THE_START.sub(lambda match: f"{match[1]}\\" if match[1] else "\\" + match[0], safe)


def as_markdown(quotes: Iterable[Quote], *, for_others: bool) -> str:
    """Write each quote as a block quote that ends with who, where and when."""
    return "\n\n".join(_block(quote, for_others) for quote in quotes) + "\n"


def _block(quote: Quote, for_others: bool) -> str:
    if for_others:
        words = quote.words_for_others
        who = [quote.speaker_for_others, quote.customer_for_others]
    else:
        words, who = quote.text, [quote.speaker, quote.customer]
    names = [" ".join(name.split()) for name in who if name]
    source = escaped(", ".join([*names, date_format(quote.date, "j M Y")]))
    return f"{_quoted(words)}\n>\n> — {source}"


def _quoted(text: str) -> str:
    """Put every line behind a mark; a line end stays one."""
    lines = re.split(r"\r\n|\r|\n", text.strip())
    marked = []
    for line, after in pairwise([*lines, ""]):
        end = "\\" if line.strip() and after.strip() else ""
        marked.append(f"> {escaped(line)}{end}".rstrip())
    return "\n".join(marked)
