"""An advert as text becomes lines: what is asked for, and what is set aside.

Nothing here decides: every line is shown, and its reader moves it with one tap. What cannot be told
is proposed as asked for, because a requirement that was overlooked costs more than a line too many.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise
from textwrap import wrap

from tracker.openings.advert.models import LINE_LIMIT, MOST_LINES
from tracker.openings.advert.vocabulary import (
    ASKING,
    HEADING_ASIDE,
    HEADING_ASKED,
    NICE_TO_HAVE,
    OFFERING,
)

BLOCKS = {"p", "div", "br", "li", "ul", "ol", "tr", "td", "th", "table", "section", "article"}
BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd"}
LOOKS_LIKE_HTML = re.compile(
    r"</?(?:p|div|br|li|ul|ol|tr|td|h[1-6]|span|strong|b)\b[^<>]{0,200}>", re.I
)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})(?:\s[^<>]*)?/?>")
WHITE = re.compile(r"\s+")
UNSHOWN = {"script", "style", "head", "title"}
# Bullets of any kind: signs, "1.", "1)", "a)", "[ ]", and those of old word processors.
SIGNS = "•·‣▪▫■□●○◦∙⁃►▶➢➤✓✔☐☑★※・\uf0b7\uf0a7\uf0d8"
BULLET = re.compile(
    rf"^\s{{0,40}}(?:[-*+–—{SIGNS}]|\[[ xX]?\]|\(?[0-9]{{1,2}}[.)]|[a-zA-Z][.)])\s+"
)
TIGHT_BULLET = re.compile(rf"^\s{{0,40}}[{SIGNS}]")
# Where one sentence ends and another begins, in scripts with spaces and without.
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[^\Wa-z_0-9])|(?<=[。！？；])")
MOST_HEADING = 60
SHORT_OF_A_SENTENCE = 4


@dataclass(frozen=True, slots=True)
class ProposedLine:
    """A line as it would be kept, at most LINE_LIMIT characters."""

    text: str
    is_requirement: bool
    is_nice_to_have: bool = False


def read_advert(text: str) -> list[ProposedLine]:
    """Return the lines of an advert in its order, MOST_LINES at most.

    `text` is what was pasted: plain text, or the HTML of a page.
    """
    lines: list[ProposedLine] = []
    for line in _proposed_lines(text):
        lines.append(line)
        if len(lines) == MOST_LINES:
            break
    if any(line.is_requirement for line in lines):
        return lines
    # Nothing told what is asked for, so nothing is known to be an aside.
    return [replace(line, is_requirement=True) for line in lines]


def _proposed_lines(text: str) -> Iterator[ProposedLine]:
    section = ""  # what the last heading announced: "asked", "aside", "nice" or nothing
    for raw, is_bullet in _raw_lines(text):
        heading = _heading(raw) if not is_bullet else None
        if heading is not None:
            section = heading
            yield ProposedLine(raw, is_requirement=False)
            continue
        for sentence in [raw] if is_bullet else _sentences(raw):
            line = _proposed(sentence, section, is_bullet=is_bullet)
            for part in wrap(sentence, LINE_LIMIT):
                yield replace(line, text=part)


def _raw_lines(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each line without its bullet and outer spaces, and whether it had one."""
    is_html = bool(LOOKS_LIKE_HTML.search(text))
    for line in (_without_tags(text) if is_html else text).splitlines():
        for cell in line.split("\t"):
            match = BULLET.match(cell) or TIGHT_BULLET.match(cell)
            bare = " ".join((cell[match.end() :] if match else cell).split())
            bare = bare.strip("*_|# ") if not match else bare.strip("|")
            if any(map(str.isalnum, bare)):
                yield bare, bool(match)


def _without_tags(html: str) -> str:
    """Return the text of a page, a line for each of its blocks, "- " before an item of a list.

    It is shown as text and nothing else, so a tag that is none only costs a line.
    """
    parts: list[str] = []
    start, unshown = 0, ""  # the element whose content no reader sees, while one is open
    for tag in TAG.finditer(html):
        name = tag[2].lower()
        if not unshown:
            # A line break of the source is a space on the page.
            parts += [WHITE.sub(" ", html[start : tag.start()]), _line_break(name, tag[1])]
            unshown = name if name in UNSHOWN and not tag[1] else ""
        elif tag[1] and name == unshown:
            unshown = ""
        start = tag.end()
    if not unshown:
        parts.append(WHITE.sub(" ", html[start:]))
    return unescape("".join(parts)).replace("\xa0", " ")


def _line_break(name: str, closing: str) -> str:
    if name == "li":
        return "\n" if closing else "\n- "
    return "\n" if name in BLOCKS else ""


def _heading(line: str) -> str | None:
    """Return what a heading announces; None where the line is none.

    A heading is short and ends with a colon, or holds words that head a part of an advert and no
    full stop.
    """
    bare = line.rstrip(":：").casefold()
    if len(line) > MOST_HEADING or line.endswith((".", "。", "!", ";", ",")):
        return None
    if _holds(bare, NICE_TO_HAVE):
        return "nice"
    if _holds(bare, HEADING_ASKED):
        return "asked"
    if _holds(bare, HEADING_ASIDE):
        return "aside"
    return "" if line.endswith((":", "：")) else None


def _sentences(line: str) -> Iterator[str]:
    """Yield the sentences of a paragraph; what is too short to be one stays with the one before."""
    ends = [0]
    for match in SENTENCE_END.finditer(line):
        if match.end() - ends[-1] >= SHORT_OF_A_SENTENCE:
            ends.append(match.end())
    ends.append(len(line))
    for start, end in pairwise(ends):
        if sentence := line[start:end].strip():
            yield sentence


def _proposed(text: str, section: str, *, is_bullet: bool) -> ProposedLine:
    words = text.casefold()
    is_nice = section == "nice" or _holds(words, NICE_TO_HAVE)
    if section == "aside":
        is_asked = False
    elif section or is_bullet:
        is_asked = not _holds(words, OFFERING) or _holds(words, ASKING)
    else:
        # Prose: what the company says of itself and what it asks for stand in one paragraph.
        is_asked = _holds(words, ASKING) and not _holds(words, OFFERING)
    return ProposedLine(text, is_asked, is_nice and is_asked)


def _holds(text: str, words: re.Pattern[str]) -> bool:
    return words.search(text) is not None
