"""Reading one line as an entry: "Review a spec, yesterday, 45m, with Ana Ruiz".

Nothing here guesses between two readings: what is not clear stays in the title, and a doubt says
so.
"""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from django.utils.translation import gettext as _

from tracker.catalogue.models import Task
from tracker.journal.models import MOST_MINUTES
from tracker.people.forms import MOST_PEOPLE
from tracker.people.models import Person
from tracker.people.names import at_start
from tracker.quicklog.vocabulary import ENGLISH, Words
from tracker.shared.weeks import EARLIEST

MOST_ALTERNATIVES = 4

# Marks a place from which words were taken out.
CUT = "\0"
LOOSE = " ,;:·–—-"
NO_WORDS = LOOSE + ".!"
NOWHERE = (-1, -1)
# Not inside a word, an amount of money, an address or a possessive: "yesterday's call".
START, END = r"(?<![\w/€$£’'-])(?<![0-9][.,])(?:", r")(?![\w/’'-])(?![.,][0-9])"


@dataclass(frozen=True)
class Doubt:
    """Words that look like a date, a length or a person and were not taken for one."""

    why: str
    words: str

    def __str__(self) -> str:
        return {
            "future": _("“%(words)s” has not come yet."),
            "early": _("“%(words)s” is before 1950."),
            "no day": _("There is no day “%(words)s”."),
            "dates": _("More than one date: “%(words)s”."),
            "length": _("“%(words)s”: minutes go from 1 to 1,440."),
            "lengths": _("More than one length of time: “%(words)s”."),
            "people": _("You know more than one “%(words)s”: add the company in brackets."),
            "crowd": _("An entry holds at most twenty people."),
        }[self.why] % {"words": self.words}


@dataclass(frozen=True)
class Understood:
    """One line as it was read. `alternatives` are tasks of which any might be meant."""

    text: str
    title: str
    date: date
    task: Task | None = None
    minutes: int | None = None
    people: tuple[Person, ...] = ()
    alternatives: tuple[Task, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_plain(self) -> bool:
        """A title alone, or a task's whole title alone: nothing was read out of it."""
        name = self.task.title if self.task and not self.title else self.title
        more = self.minutes or self.people or self.alternatives or self.doubts
        return not more and _folded(name) == _folded(self.text) and not (self.task and self.title)

    @property
    def is_enough(self) -> bool:
        return bool(self.task or self.title)

    def as_task(self, slug: str) -> "Understood":
        """The same with one of the alternatives, chosen by somebody; unchanged for another slug."""
        for task in self.alternatives:
            if task.slug == slug:
                title = "" if _is_within(self.title, task) else self.title
                return replace(self, task=task, title=title, alternatives=())
        return self


@dataclass(frozen=True)
class _Found:
    """A place in the line with what was read there, and why it cannot be taken."""

    start: int
    end: int
    value: int
    why: str = ""


def understand(
    text: str,
    today: date,
    tasks: Sequence[Task],
    people: Sequence[Person],
    words: Words = ENGLISH,
) -> Understood:
    """Read a line; `tasks` and `people` are all that may be meant. Never raises.

    The date lies between 1950 and `today`, minutes between 1 and 1,440; what is not understood
    is kept as the title.
    """
    rest = line = " ".join(text.replace(CUT, " ").split())
    whole = _whole_title(line, tasks)
    rest, day, doubts = _take(rest, _dates(rest, today, words, whole), "dates")
    rest, minutes, more = _take(rest, _lengths(rest, words, whole), "lengths")
    rest, who, still_more = _company(rest, people, words, whole)
    title = _joined(rest)
    task, alternatives = _meant(title, tasks, words, whole)
    return Understood(
        text=line,
        title="" if task and _is_within(title, task) else title,
        date=date.fromordinal(day) if day else today,
        task=task,
        minutes=minutes,
        people=tuple(who),
        alternatives=tuple(alternatives[:MOST_ALTERNATIVES]),
        doubts=(*doubts, *more, *still_more),
    )


def _take(text: str, found: list[_Found], many: str) -> tuple[str, int | None, list[Doubt]]:
    """Cut out what says one and the same; where it does not, leave the text and say why."""
    unfit = [Doubt(place.why, text[place.start : place.end]) for place in found if place.why]
    if not unfit and len({place.value for place in found}) > 1:
        said = ", ".join(text[place.start : place.end] for place in found)
        unfit = [Doubt(many, said)]
    if unfit or not found:
        return text, None, unfit
    for place in reversed(found):
        text = text[: place.start] + CUT + text[place.end :]
    return text, found[0].value, []


def _dates(text: str, today: date, words: Words, whole: Task | None) -> list[_Found]:
    """Days, as ordinals."""
    found = []
    for match in _matches(text, words.dates, words, whole):
        before = text[: match.start()].split()
        if before and before[-1].casefold() in words.not_when:
            continue
        try:
            day, why = _day(match.groupdict(), today, words), ""
        except (ValueError, OverflowError):
            day, why = today, "no day"
        except KeyError:  # letters that only look alike: "frıday"
            continue
        if not why:
            why = "future" if day > today else "early" if day < EARLIEST else ""
        found.append(_Found(match.start(), match.end(), day.toordinal(), why))
    return found


def _day(said: dict[str, str], today: date, words: Words) -> date:
    """Raises ValueError or OverflowError where there is no such day."""
    if back := said.get("back"):
        return today - timedelta(days=words.days_back[_folded(back)])
    if count := said.get("count"):
        number = int(count) if count.isdigit() else words.numbers[_folded(count)]
        return today - timedelta(days=number * words.spans[_folded(said["span"])])
    if weekday := said.get("weekday"):
        ago = (today.weekday() - words.weekdays[_folded(weekday)]) % 7
        return today - timedelta(days=7 if not ago and said.get("last") else ago)
    day, month = int(said["day"]), said.get("number") or words.months[_folded(said["month"])]
    if year := said["year"]:
        return date(int(year), int(month), day)
    # The last one there was; 29 February is at most eight years back.
    for back_to in range(today.year, today.year - 9, -1):
        with suppress(ValueError):
            if (found := date(back_to, int(month), day)) <= today:
                return found
    raise ValueError


def _lengths(text: str, words: Words, whole: Task | None) -> list[_Found]:
    found = []
    for match in _matches(text, words.lengths, words, whole):
        said = match.groupdict()
        if phrase := said.get("words"):
            minutes = words.lengths_in_words.get(_folded(phrase), 0)
        else:
            hours = float((said.get("hours") or "0").replace(",", "."))
            minutes = round(hours * 60) + int(said.get("minutes") or 0)
        why = "" if 1 <= minutes <= MOST_MINUTES else "length"
        found.append(_Found(match.start(), match.end(), minutes, why))
    return found


def _matches(
    text: str, phrases: Iterable[str], words: Words, whole: Task | None
) -> list[re.Match[str]]:
    """Where phrases stand, in order, none within another or within a task's title."""
    every = [match for phrase in phrases for match in _compiled(phrase, words).finditer(text)]
    taken = [_place(text, whole)]
    kept = []
    for match in sorted(every, key=lambda match: (match.start(), -match.end())):
        if all(match.end() <= start or end <= match.start() for start, end in taken):
            taken.append(match.span())
            kept.append(match)
    return kept


@cache
def _compiled(phrase: str, words: Words) -> re.Pattern[str]:
    for name in ("days_back", "weekdays", "months", "numbers", "spans", "lengths_in_words"):
        longest = sorted(getattr(words, name), key=len, reverse=True)
        phrase = phrase.replace("{" + name + "}", "|".join(longest))
    return re.compile(START + phrase + END, re.IGNORECASE)


def _company(
    text: str, people: Sequence[Person], words: Words, whole: Task | None
) -> tuple[str, list[Person], list[Doubt]]:
    """Known people after "with"; where others follow, the words stay in the title too."""
    for match in _matches(text, [words.company + r"(?=\s+\w)"], words, whole):
        who: list[Person] = []
        end = at = match.end() + 1
        while found := at_start(people, text[at:]):
            length, named = found
            if len(named) > 1:
                return text, [], [Doubt("people", text[at : at + length])]
            who += [person for person in named if person not in who]
            end = at = at + length
            if not (also := re.match(words.also, text[at:], re.IGNORECASE)):
                break
            at += also.end()
        if len(who) > MOST_PEOPLE:
            return text, [], [Doubt("crowd", text[match.start() : end])]
        if who:
            somebody_else = at > end and text[at : at + 1].strip(CUT + NO_WORDS)
            kept = text if somebody_else else text[: match.start()] + CUT + text[end:]
            return kept, who, []
    return text, [], []


def _joined(text: str) -> str:
    """What is left, without the commas and dashes that stood beside what was taken out."""
    if CUT not in text:
        return text
    pieces = [piece.strip(LOOSE) for piece in text.replace(f"({CUT})", CUT).split(CUT)]
    return " ".join(piece for piece in pieces if piece.strip(NO_WORDS))


def _meant(
    title: str, tasks: Iterable[Task], words: Words, whole: Task | None
) -> tuple[Task | None, list[Task]]:
    """The one task that is clearly meant, or else those of which any might be.

    Meant is a task whose title is the line's beginning, or begins with the line, or has all its
    words that tell something and hardly others.
    """
    said = _words(title)
    if whole and said[: len(_words(whole.title))] == _words(whole.title):
        return whole, []
    telling = set(said) - words.small
    if len(telling) < 2:
        return None, []
    titles = [(task, _words(task.title)) for task in tasks]
    hits = [task for task, own in titles if own[: len(said)] == said]
    if not hits:
        known = [(task, set(own) - words.small) for task, own in titles]
        hits = [task for task, own in known if telling <= own and len(own) <= 2 * len(telling)]
    return (hits[0], []) if len(hits) == 1 else (None, hits)


def _whole_title(line: str, tasks: Iterable[Task]) -> Task | None:
    """The task with the longest title that stands in a line, word for word."""
    there = [task for task in tasks if _place(line, task) != NOWHERE]
    return max(there, key=lambda task: len(task.title), default=None)


def _place(line: str, task: Task | None) -> tuple[int, int]:
    """Where a task's title stands in a line; NOWHERE where it does not, or just in longer words."""
    folded, title = line.casefold(), _folded(task.title) if task else ""
    start = folded.find(title) if title else -1
    end = start + len(title)
    if start < 0 or len(folded) != len(line):
        return (0, len(line)) if title and _folded(line) == title else NOWHERE
    inside = folded[:start][-1:].isalnum() or folded[end : end + 1].isalnum()
    return NOWHERE if inside else (start, end)


def _is_within(title: str, task: Task) -> bool:
    return set(_words(title)) <= set(_words(task.title))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
