"""A list as people paste it, a line for each thing they did, as entries of a week to look at."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.catalogue.models import Task
from tracker.quicklog.parser import understand
from tracker.quicklog.vocabulary import ENGLISH, Words
from tracker.shared.text.names import tidy

MOST_LINES = 40
LONGEST_LINE = 300
LONGEST = 12_000  # characters of a whole list

# What stands before a line: dots, dashes, numbers, boxes that are ticked or not.
BULLET = re.compile(
    r"^(?:[-*+•◦▪‣·–—]|\(?\d{1,2}[.)])?\s*(?:\[[ xX✓]?\]|[☐☑☒✓✔✅])?\s+|^[•◦▪‣☐☑✓✔✅]"
)


@dataclass(frozen=True)
class PastedLine:
    """One thing that was done; `day` lies in the week, `minutes` is None where none were told."""

    title: str
    day: date
    minutes: int | None = None


def read_list(
    text: str, days: Sequence[date], tasks: Iterable[Task], words: Words = ENGLISH
) -> list[PastedLine]:
    """Return the lines of a list; a line that is nothing but a day says it for those below.

    What is not understood stays in a title. Lines without a day get the last of `days`.
    """
    read: list[PastedLine] = []
    heading, tasks = days[-1], list(tasks)
    for line in text[:LONGEST].splitlines():
        bare = _without_bullet(line)
        if not bare:
            continue
        understood = understand(bare[:LONGEST_LINE], days[-1], tasks, [], words)
        told = understood.date if understood.date != days[-1] else heading
        if not understood.is_enough:
            heading = _day_of(bare, understood.date, days, heading)
            continue
        entry = PastedLine(understood.name, told, understood.minutes)
        if told not in days:  # of another week: it is not put on a day of this one unsaid
            entry = replace(entry, title=understood.text, day=days[-1])
        read.append(entry)
    return read


def _day_of(line: str, day: date, days: Sequence[date], before: date) -> date:
    has_letters = any(map(str.isalnum, line))
    return day if has_letters and day in days else before


def _without_bullet(line: str) -> str:
    return tidy(BULLET.sub("", f"{tidy(line)} ", count=1)).removesuffix(":")
