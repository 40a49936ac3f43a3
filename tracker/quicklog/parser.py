"""Reading one line as an entry: "Review a spec, yesterday, 45m, with Ana Ruiz".

Nothing here guesses between two readings: what is not clear stays in the title, and a doubt says
so.
"""

import re
import unicodedata
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
from tracker.quicklog.offers import named, tasks_alike
from tracker.quicklog.vocabulary import ENGLISH, Words
from tracker.shared.limits import with_commas
from tracker.shared.text.names import SAME, folded, tidy
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
            "length": _("“%(words)s”: minutes go from 1 to %(most)s."),
            "unclear": _("“%(words)s” is no one length of time."),
            "lengths": _("More than one length of time: “%(words)s”."),
            "people": _("You know more than one “%(words)s”: add the company in brackets."),
            "crowd": _("An entry holds at most twenty people."),
        }[self.why] % {"words": self.words, "most": with_commas(MOST_MINUTES)}


@dataclass(frozen=True)
class Understood:
    """One line as it was read. `alternatives` are tasks of which any might be meant.

    `suggestions` only sound like it, and `newcomers` are names after "with" that nobody bears yet:
    both are offered, and the line is saved as it stands where nobody takes them.
    """

    text: str
    title: str
    date: date
    task: Task | None = None
    minutes: int | None = None
    people: tuple[Person, ...] = ()
    alternatives: tuple[Task, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    suggestions: tuple[Task, ...] = ()
    newcomers: tuple[str, ...] = ()

    @property
    def is_in_doubt(self) -> bool:
        """More than one task may be meant, or words look like something and were not taken."""
        return bool(self.alternatives or self.doubts)

    @property
    def name(self) -> str:
        """What its entry will be called."""
        return self.title or (self.task.title if self.task else "")

    @property
    def is_enough(self) -> bool:
        return bool(self.task or self.title)

    def as_task(self, slug: str) -> "Understood":
        """Return the same with one of the tasks on offer; itself for another slug."""
        for task in self.alternatives + self.suggestions:
            if task.slug == slug:
                title = "" if _is_within(self.title, task) else self.title
                return replace(self, task=task, title=title, alternatives=(), suggestions=())
        return self


@dataclass(frozen=True)
class _Place:
    """A place in the line with what was read there, and why it cannot be taken."""

    start: int
    end: int
    value: int
    why: str = ""


@dataclass(frozen=True)
class _Taken:
    """What is left of the line after something was read out of it, with what that was."""

    rest: str
    value: int | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class _Company:
    """What is left of the line after the people in it were read, with these people."""

    rest: str
    people: tuple[Person, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    newcomers: tuple[str, ...] = ()


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
    line = tidy(text.replace(CUT, " "))
    whole = _whole_title(line, tasks)
    day = _take(line, _dates(line, today, words, whole), "dates")
    length = _take(day.rest, _lengths(day.rest, words, whole), "lengths")
    company = _company(length.rest, people, words, whole)
    title = _joined(company.rest)
    task, alternatives = _meant(title, tasks, words, whole)
    is_told = task is not None or bool(alternatives)
    return Understood(
        text=line,
        title="" if task and _is_within(title, task) else title,
        date=date.fromordinal(day.value) if day.value else today,
        task=task,
        minutes=length.value,
        people=company.people,
        alternatives=tuple(alternatives[:MOST_ALTERNATIVES]),
        doubts=day.doubts + length.doubts + company.doubts,
        suggestions=() if is_told else _alike(title, tasks, words),
        newcomers=company.newcomers,
    )


def _alike(title: str, tasks: Iterable[Task], words: Words) -> tuple[Task, ...]:
    """Return tasks that sound like the title."""
    told = []
    for task in tasks:
        told.append((task, set(_words(task.title)) - words.small))
    return tuple(tasks_alike(set(_words(title)) - words.small, told))


def _take(text: str, places: list[_Place], many: str) -> _Taken:
    """Cut out what says one and the same; where it does not, leave the text and say why."""
    doubts = []
    values = set()
    for place in places:
        values.add(place.value)
        if place.why:
            doubts.append(Doubt(place.why, text[place.start : place.end]))
    if not doubts and len(values) > 1:
        phrases = [text[place.start : place.end] for place in places]
        doubts.append(Doubt(many, ", ".join(phrases)))
    if doubts or not places:
        return _Taken(text, None, tuple(doubts))
    for place in reversed(places):
        text = text[: place.start] + CUT + text[place.end :]
    return _Taken(text, places[0].value)


def _dates(text: str, today: date, words: Words, whole: Task | None) -> list[_Place]:
    """Find days, as ordinals."""
    places = []
    for match in _matches(text, words.dates, words, whole):
        before = text[: match.start()].rsplit(None, 1)
        if before and before[-1].casefold() in words.not_when:
            continue
        try:
            day, why = _day(match.groupdict(), today, words), ""
        except (ValueError, OverflowError):
            day, why = today, "no day"
        except KeyError:  # letters that only look alike: "frıday"
            continue
        if not why:
            why = _why_not(day, today)
        places.append(_Place(match.start(), match.end(), day.toordinal(), why))
    return places


def _why_not(day: date, today: date) -> str:
    if day > today:
        return "future"
    return "early" if day < EARLIEST else ""


def _day(groups: dict[str, str], today: date, words: Words) -> date:
    """Return the day; raise ValueError or OverflowError where there is none such."""
    if back := groups.get("back"):
        return today - timedelta(days=words.days_back[folded(back)])
    if count := groups.get("count"):
        number = int(count) if count.isdigit() else words.numbers[folded(count)]
        return today - timedelta(days=number * words.spans[folded(groups["span"])])
    if weekday := groups.get("weekday"):
        ago = (today.weekday() - words.weekdays[folded(weekday)]) % 7
        return today - timedelta(days=7 if not ago and groups.get("last") else ago)
    day, month = int(groups["day"]), groups.get("number") or words.months[folded(groups["month"])]
    if year := groups["year"]:
        return date(int(year), int(month), day)
    # The last one there was; 29 February is at most eight years back.
    for back_to in range(today.year, today.year - 9, -1):
        with suppress(ValueError):
            past = date(back_to, int(month), day)
            if past <= today:
                return past
    raise ValueError


def _lengths(text: str, words: Words, whole: Task | None) -> list[_Place]:
    """Find lengths of time, in minutes."""
    places = []
    for match in _matches(text, words.lengths, words, whole):
        before = text[: match.start()].rsplit(None, 1)
        if before and before[-1].casefold() in words.at_a_time:
            continue
        groups = match.groupdict()
        if groups.get("unclear"):
            places.append(_Place(match.start(), match.end(), 0, "unclear"))
            continue
        if phrase := groups.get("words"):
            minutes = words.lengths_in_words.get(folded(phrase), 0)
        else:
            minutes = round(_number(groups.get("hours")) * 60) + int(groups.get("minutes") or 0)
        why = "" if 1 <= minutes <= MOST_MINUTES else "length"
        places.append(_Place(match.start(), match.end(), minutes, why))
    return places


def _number(text: str | None) -> float:
    """Return what "1", "1,5", ".5" or "1½" says; 0 for nothing."""
    if not text:
        return 0
    if text[-1].isdecimal():
        return float(text.replace(",", "."))
    return _number(text[:-1]) + unicodedata.numeric(text[-1])


def _matches(
    text: str, phrases: Iterable[str], words: Words, whole: Task | None
) -> list[re.Match[str]]:
    """Find where phrases stand, in order, none within another or within a task's title."""
    matches: list[re.Match[str]] = []
    for phrase in phrases:
        matches.extend(_compiled(phrase, words).finditer(text))
    matches.sort(key=lambda match: (match.start(), -match.end()))
    title_start, title_end = _place(text, whole)
    kept: list[re.Match[str]] = []
    for match in matches:
        is_within = bool(kept) and match.start() < kept[-1].end()
        is_of_the_title = title_start < match.end() and match.start() < title_end
        if not is_within and not is_of_the_title:
            kept.append(match)
    return kept


@cache
def _compiled(phrase: str, words: Words) -> re.Pattern[str]:
    for name in ("days_back", "weekdays", "months", "numbers", "spans", "lengths_in_words"):
        longest = sorted(getattr(words, name), key=len, reverse=True)
        phrase = phrase.replace("{" + name + "}", "|".join(longest))
    return re.compile(START + phrase + END, re.IGNORECASE)


def _company(text: str, people: Sequence[Person], words: Words, whole: Task | None) -> _Company:
    """Read known people after "with"; where others follow, the words stay in the title too."""
    for match in _matches(text, [words.company + r"(?=\s+\w)"], words, whole):
        company: list[Person] = []  # in the order in which they are named
        new: dict[str, None] = {}
        end = at = match.end() + 1
        while one := named(people, text[at:]):
            if len(one.people) > 1:
                return _Company(text, doubts=(Doubt("people", text[at : at + one.length]),))
            company += [person for person in one.people if person not in company]
            new.update(dict.fromkeys(one.new))
            at += one.length
            end = end if new else at
            if not (also := re.match(words.also, text[at:], re.IGNORECASE)):
                break
            at += also.end()
        if len(company) + len(new) > MOST_PEOPLE:
            return _Company(text, doubts=(Doubt("crowd", text[match.start() : end]),))
        if company or new:
            somebody_else = new or (at > end and text[at : at + 1].strip(CUT + NO_WORDS))
            rest = text if somebody_else else text[: match.start()] + CUT + text[end:]
            return _Company(rest, tuple(company), newcomers=tuple(new))
    return _Company(text)


def _joined(text: str) -> str:
    """Return what is left, without the commas and dashes that stood beside what was taken out."""
    if CUT not in text:
        return text
    pieces = []
    for piece in text.replace(f"({CUT})", CUT).split(CUT):
        if piece.strip(NO_WORDS):
            pieces.append(piece.strip(LOOSE))
    return " ".join(pieces)


def _meant(
    title: str, tasks: Iterable[Task], words: Words, whole: Task | None
) -> tuple[Task | None, list[Task]]:
    """Return the one task that is clearly meant, or else those of which any might be.

    Meant is a task whose title is the line's beginning, or begins with the line, or has all its
    words that tell something and hardly others.
    """
    typed = _words(title)
    if whole and typed[: len(_words(whole.title))] == _words(whole.title):
        return whole, []
    telling = set(typed) - words.small
    if len(telling) < 2:
        return None, []
    begun, containing = [], []
    for task in tasks:
        own = _words(task.title)
        own_telling = set(own) - words.small
        if own[: len(typed)] == typed:
            begun.append(task)
        if telling <= own_telling and len(own_telling) <= 2 * len(telling):
            containing.append(task)
    meant = begun or containing
    return (meant[0], []) if len(meant) == 1 else (None, meant)


def _whole_title(line: str, tasks: Iterable[Task]) -> Task | None:
    """Return the task with the longest title that stands in a line, word for word."""
    longest = None
    for task in tasks:
        is_longer = longest is None or len(task.title) > len(longest.title)
        if is_longer and _place(line, task) != NOWHERE:
            longest = task
    return longest


def _place(line: str, task: Task | None) -> tuple[int, int]:
    """Find where a task's title stands in a line; NOWHERE where it stands in longer words alone."""
    small, title = line.casefold().translate(SAME), folded(task.title) if task else ""
    start = small.find(title) if title else -1
    end = start + len(title)
    if start < 0 or len(small) != len(line):
        return (0, len(line)) if title and folded(line) == title else NOWHERE
    inside = small[:start][-1:].isalnum() or small[end : end + 1].isalnum()
    return NOWHERE if inside else (start, end)


def _is_within(title: str, task: Task) -> bool:
    return set(_words(title)) <= set(_words(task.title))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
