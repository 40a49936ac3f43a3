"""What people write for days, lengths of time and company, one table for each language.

The phrases are regular expressions over the vocabularies beside them, so that another language can
order its words otherwise. Everything is compared whatever its case.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True, eq=False)
class Words:
    """One language. `dates` and `lengths` name the groups that tracker.quicklog.parser reads."""

    days_back: Mapping[str, int]
    weekdays: Mapping[str, int]  # Monday is 0
    months: Mapping[str, int]
    numbers: Mapping[str, int]
    spans: Mapping[str, int]  # in days
    lengths_in_words: Mapping[str, int]  # in minutes
    dates: tuple[str, ...]
    lengths: tuple[str, ...]
    company: str
    also: str
    # A day after one of these is not the day on which something was done: "for Monday".
    not_when: frozenset[str]
    # What stands after one of these is a time of day: "at 9h30".
    at_a_time: frozenset[str]
    # Words that say nothing about which task is meant.
    small: frozenset[str]


# A number counts as a whole token alone: no time of day (9:15), no part of a sum (2+3).
_ALONE = r"(?<![0-9.,:+*×–—-])(?<![+*×] )"
_NO_SUM = r"(?!\s*[+*×]|\s*x\s*[0-9])"
_NUMBER = r"(?:[0-9]{0,3}[.,][0-9]{1,2}|[0-9]{0,3}[½¼¾]|[0-9]{1,6})"
_HOURS, _MINUTES = r"(?:h|hrs?|hours?)", r"(?:m|mins?|minutes?)"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
_YEAR = r"(?:,?\s+(?P<year>[0-9]{4}))?"
_TH = r"(?:st|nd|rd|th)?"

ENGLISH = Words(
    days_back={"today": 0, "yesterday": 1, "the day before yesterday": 2, "tomorrow": -1},
    weekdays={
        **dict.fromkeys(("monday", "mon"), 0),
        **dict.fromkeys(("tuesday", "tue", "tues"), 1),
        **dict.fromkeys(("wednesday", "wed"), 2),
        **dict.fromkeys(("thursday", "thu", "thur", "thurs"), 3),
        **dict.fromkeys(("friday", "fri"), 4),
        **dict.fromkeys(("saturday", "sat"), 5),
        **dict.fromkeys(("sunday", "sun"), 6),
    },
    months={
        **dict.fromkeys(("january", "jan"), 1),
        **dict.fromkeys(("february", "feb"), 2),
        **dict.fromkeys(("march", "mar"), 3),
        **dict.fromkeys(("april", "apr"), 4),
        **dict.fromkeys(("may",), 5),
        **dict.fromkeys(("june", "jun"), 6),
        **dict.fromkeys(("july", "jul"), 7),
        **dict.fromkeys(("august", "aug"), 8),
        **dict.fromkeys(("september", "sep", "sept"), 9),
        **dict.fromkeys(("october", "oct"), 10),
        **dict.fromkeys(("november", "nov"), 11),
        **dict.fromkeys(("december", "dec"), 12),
    },
    numbers={
        **dict.fromkeys(("a", "an", "one"), 1),
        "two": 2,
        "three": 3,
        "four": 4,
        "five": 5,
        "six": 6,
        "seven": 7,
        "eight": 8,
        "nine": 9,
        "ten": 10,
    },
    spans={"day": 1, "days": 1, "week": 7, "weeks": 7},
    lengths_in_words={
        "a quarter of an hour": 15,
        "half an hour": 30,
        "an hour": 60,
        "one hour": 60,
        "an hour and a half": 90,
    },
    dates=(
        rf"(?P<back>{{days_back}}){_PART}",
        r"(?P<count>[0-9]{1,5}|{numbers})\s+(?P<span>{spans})\s+ago",
        r"(?:on\s+)?(?P<year>[0-9]{4})-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})",
        rf"(?:on\s+)?(?:the\s+)?(?P<day>[0-9]{{1,2}}){_TH}(?:\s+of)?\s+(?P<month>{{months}})"
        rf"{_YEAR}",
        rf"(?:on\s+)?(?P<month>{{months}})\s+(?P<day>[0-9]{{1,2}}){_TH}{_YEAR}",
        # "Sat in on a call" and "Sun Microsystems" are no days; "on Sat" is one.
        rf"(?:on|(?P<last>last))\s+(?P<weekday>{{weekdays}}){_PART}",
        # Nor is "Mon Ami", a name: what is short and stands before a capital.
        rf"(?!sat\b|sun\b)(?![a-z]{{3,5}}\b\s+(?-i:[A-ZÀ-Þ]))(?P<weekday>{{weekdays}}){_PART}",
    ),
    lengths=(
        r"(?:for\s+)?(?P<words>{lengths_in_words})",
        # "2–3h", "1h + 30 min", "3*20 min": what it comes to is for its writer to say.
        rf"(?P<unclear>{_NUMBER}\s*(?:{_HOURS}|{_MINUTES})?\s*(?:[–—+*×-]|\bto\b|\bx\b|x(?=[0-9]))"
        rf"\s*{_NUMBER}\s*(?:{_HOURS}|{_MINUTES}))",
        rf"(?P<unclear>{_NUMBER}\s*(?:{_HOURS}|{_MINUTES})\s*[*×x]\s*[0-9]+)",
        rf"{_ALONE}(?:for\s+)?(?P<hours>[0-9]{{1,3}})(?:h|:)(?P<minutes>[0-5][0-9])"
        rf"(?:(?<=h..){_MINUTES}?|(?<=:..)\s*{_HOURS})",
        rf"{_ALONE}(?:for\s+)?(?P<hours>[0-9]{{1,3}})\s*{_HOURS}\s*(?:and\s+)?"
        rf"(?P<minutes>[0-9]{{1,2}})\s*{_MINUTES}{_NO_SUM}",
        # "1h 30" where nothing follows of which there may be thirty.
        rf"{_ALONE}(?:for\s+)?(?P<hours>[0-9]{{1,3}})\s*{_HOURS}\s+(?P<minutes>[0-5]?[0-9])"
        r"(?=\s*(?:$|[,;)\0]|with\b))",
        rf"{_ALONE}(?:for\s+)?(?P<hours>[0-9]{{0,3}}[½¼¾]|[0-9]{{0,3}}[.,][0-9]{{1,2}}|[0-9]{{1,3}})"
        rf"\s*{_HOURS}{_NO_SUM}",
        rf"{_ALONE}(?:for\s+)?(?P<minutes>[0-9]{{1,6}})\s*{_MINUTES}{_NO_SUM}",
    ),
    company="with",
    also=r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+",
    not_when=frozenset(
        [
            "for",
            "from",
            "until",
            "till",
            "by",
            "before",
            "after",
            "since",
            "of",
            "about",
            "next",
            "every",
            "each",
            "to",
        ]
    ),
    at_a_time=frozenset(["at", "from", "until", "till", "before", "after", "since"]),
    small=frozenset(
        [
            "a",
            "an",
            "and",
            "as",
            "at",
            "by",
            "for",
            "from",
            "in",
            "into",
            "is",
            "it",
            "of",
            "on",
            "or",
            "that",
            "the",
            "to",
            "what",
            "where",
            "with",
            "you",
            "your",
        ]
    ),
)

LANGUAGES = {"en": ENGLISH}


def words_of_reader() -> Words:
    """Return the table of the reader's language; English where there is none yet."""
    language = (get_language() or "en").split("-")[0]
    return LANGUAGES.get(language, ENGLISH)
