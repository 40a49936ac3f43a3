"""What one line is understood as: decisions in tables, and what holds for any line at all."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import TODAY
from tracker.catalogue.models import Task
from tracker.people.models import Person
from tracker.quicklog.parser import Understood, understand
from tracker.shared.text.names import tidy
from tracker.shared.weeks import EARLIEST

SPEC = "Review a spec from the technical and the business side"
BRIEFING = "Sit in on a customer briefing in silence"
JOB = "Do the official job well for at least a year"
SUPPORT = "Sit with support and pre-sales: follow real queries"
TASKS = [
    Task(title=title, slug=title.lower().replace(" ", "-"), effort="M")
    for title in (
        SPEC,
        BRIEFING,
        JOB,
        SUPPORT,
        "Go to a Product Camp with two questions",
        "Think twice: a rare job, and other ways up",
        "Think twice: giving up hands-on product work",
    )
]
ANA, BEN = Person(name="Ana Ruiz"), Person(name="Ben Okafor", company="Acme")
LEE, OTHER_LEE = Person(name="Lee", company="Acme"), Person(name="Lee", company="Initech")
PEOPLE = [ANA, BEN, LEE, OTHER_LEE]


def read(line):
    return understand(line, TODAY, TASKS, PEOPLE)


def nothing_was_read(line: Understood) -> bool:
    """Whether the line is a title, whole, and nothing besides."""
    more = line.task or line.minutes or line.people or line.is_in_doubt
    return not more and line.title == line.text


@pytest.mark.parametrize(
    ("line", "day", "title"),
    [
        ("Lunch", "2026-11-18", "Lunch"),
        ("Lunch today", "2026-11-18", "Lunch"),
        ("Lunch yesterday", "2026-11-17", "Lunch"),
        ("YESTERDAY: lunch", "2026-11-17", "lunch"),
        ("Lunch (yesterday)", "2026-11-17", "Lunch"),
        ("Lunch, yesterday evening.", "2026-11-17", "Lunch"),
        ("Lunch the day before yesterday", "2026-11-16", "Lunch"),
        ("Lunch on Monday", "2026-11-16", "Lunch"),
        ("Lunch Mon", "2026-11-16", "Lunch"),
        ("Lunch Wednesday", "2026-11-18", "Lunch"),
        ("Lunch last Wednesday", "2026-11-11", "Lunch"),
        ("Lunch on Thursday", "2026-11-12", "Lunch"),
        ("Lunch on Sat", "2026-11-14", "Lunch"),
        ("Lunch 3 days ago", "2026-11-15", "Lunch"),
        ("Lunch two weeks ago", "2026-11-04", "Lunch"),
        ("Lunch a week ago", "2026-11-11", "Lunch"),
        ("Lunch 2026-10-01", "2026-10-01", "Lunch"),
        ("Lunch on 18 Nov", "2026-11-18", "Lunch"),
        ("Lunch on the 1st of March 2020", "2020-03-01", "Lunch"),
        ("Lunch Dec 24", "2025-12-24", "Lunch"),
        ("Lunch 29 Feb", "2024-02-29", "Lunch"),
        ("Lunch on Tue 17 Nov", "2026-11-17", "Lunch"),
    ],
)
def test_a_day_is_the_last_one_that_is_not_to_come(line, day, title):
    activity = read(line)
    assert (activity.date.isoformat(), activity.title) == (day, title)
    assert activity.doubts == ()


@pytest.mark.parametrize(
    "line",
    [
        "Sat in on a call",
        "Sun Microsystems call",
        "Reviewed yesterday’s spec",
        "Prepare the board for Monday",
        "Plan for next Monday",
        "Notes from yesterday",
        "Release 2026-11-17-rc1",
        "Page 18/11 of the deck",
        "May the demo work",
        "Follow-up-today list",
    ],
)
def test_words_that_only_look_like_a_day_stay_in_the_title(line):
    activity = read(line)
    assert (activity.date, activity.title, activity.doubts) == (TODAY, line, ())
    assert nothing_was_read(activity)


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("Lunch 45m", 45),
        ("Lunch 45 min", 45),
        ("Lunch for 45 minutes", 45),
        ("Lunch 1h", 60),
        ("Lunch 1h30", 90),
        ("Lunch 1h05m", 65),
        ("Lunch 1 h 30 min", 90),
        ("Lunch, 2 hours and 15 minutes", 135),
        ("Lunch 1.5h", 90),
        ("Lunch 1,5 hours", 90),
        ("Lunch half an hour", 30),
        ("Lunch for an hour and a half", 90),
        ("a quarter of an hour: Lunch", 15),
        ("Lunch 24h", 1440),
        ("Lunch 1:15h", 75),
        ("Lunch 1:15 hours", 75),
        ("Lunch .5h", 30),
        ("Lunch ,25 h", 15),
        ("Lunch 1h 30", 90),
        ("Lunch 1½h", 90),
        ("¾ h Lunch", 45),
    ],
)
def test_a_length_of_time_is_read_in_minutes(line, minutes):
    activity = read(line)
    assert (activity.minutes, activity.title, activity.date) == (minutes, "Lunch", TODAY)


@pytest.mark.parametrize(
    "line",
    [
        *("Read the $5m deal", "The 30-minute call", "5mb upload", "1.5mm gap", "Route h 12"),
        *("Lunch at 9h30", "Lunch from 9h to 10h", "Lunch 9:15", "Lunch 1:75h", "Review v2.5h"),
    ],
)
def test_words_that_only_look_like_a_length_stay_in_the_title(line):
    activity = read(line)
    assert (activity.minutes, activity.title, activity.doubts) == (None, line, ())


def test_minutes_after_hours_are_not_a_number_of_something():
    activity = read("Call 1h 30 customers")
    assert (activity.minutes, activity.title) == (60, "Call 30 customers")


@pytest.mark.parametrize(
    "words", ["2–3h", "2-3 hours", "1h to 2h", "1+1h", "3*20 min", "20 min x 3"]
)
def test_a_range_or_a_sum_is_no_length_and_stays_in_the_title(words):
    activity = read(f"Interview {words}")
    assert (activity.minutes, activity.title) == (None, f"Interview {words}")
    assert [str(doubt) for doubt in activity.doubts] == [f"“{words}” is no one length of time."]


@pytest.mark.parametrize("line", ["Call Mon Ami cafe", "Demo at Fri Ltd", "Thu Nguyen interview"])
def test_a_short_day_before_a_capital_is_a_name(line):
    activity = read(line)
    assert (activity.date, activity.title) == (TODAY, line)


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("Call tomorrow", "“tomorrow” has not come yet."),
        ("Call 2026-11-19", "“2026-11-19” has not come yet."),
        ("Call 2026-02-30", "There is no day “2026-02-30”."),
        ("Call on 31 April", "There is no day “on 31 April”."),
        ("Call 1949-12-31", "“1949-12-31” is before 1950."),
        ("Call 99999 weeks ago", "“99999 weeks ago” is before 1950."),
        ("Call yesterday or Monday", "More than one date: “yesterday, Monday”."),
        ("Call on Monday 17 Nov", "More than one date: “on Monday, 17 Nov”."),
        ("Call 45m of 60m", "More than one length of time: “45m, 60m”."),
        ("Call 2000m", "“2000m”: minutes go from 1 to 1,440."),
        ("Call 0 min", "“0 min”: minutes go from 1 to 1,440."),
        ("Call with Lee", "You know more than one “Lee”: add the company in brackets."),
    ],
)
def test_what_is_not_clear_is_said_and_stays_in_the_title(line, doubt):
    activity = read(line)
    assert [str(said) for said in activity.doubts] == [doubt]
    assert (activity.title, activity.date, activity.minutes, activity.people) == (
        line,
        TODAY,
        None,
        (),
    )
    assert activity.is_in_doubt


@pytest.mark.parametrize(
    ("line", "people", "title"),
    [
        ("Coffee with Ana Ruiz", [ANA], "Coffee"),
        ("Coffee with ana ruiz and Ben Okafor (Acme)", [ANA, BEN], "Coffee"),
        ("Coffee with Ana Ruiz, Ben Okafor & Lee (Initech)", [ANA, BEN, OTHER_LEE], "Coffee"),
        ("Coffee with Ana Ruiz about pricing", [ANA], "Coffee about pricing"),
        ("Coffee with Ana Ruiz, yesterday", [ANA], "Coffee"),
        ("Coffee with Ana Ruiz and Zoë", [ANA], "Coffee with Ana Ruiz and Zoë"),
        ("Coffee with Zoë", [], "Coffee with Zoë"),
        ("Coffee with Ana Ruizova", [], "Coffee with Ana Ruizova"),
        ("Coffee with Ana Ruiz’s team", [], "Coffee with Ana Ruiz’s team"),
        ("Ana Ruiz called", [], "Ana Ruiz called"),
    ],
)
def test_people_are_those_whose_names_are_known(line, people, title):
    activity = read(line)
    assert (list(activity.people), activity.title) == (people, title)


@pytest.mark.parametrize(
    ("line", "task", "title"),
    [
        (SPEC.upper(), SPEC, ""),
        ("review a spec", SPEC, ""),
        ("Review a spec, 45m", SPEC, ""),
        ("customer briefing in silence", BRIEFING, ""),
        (JOB, JOB, ""),
        (f"{SUPPORT} yesterday", SUPPORT, ""),
        (f"{SPEC} for Acme", SPEC, f"{SPEC} for Acme"),
        ("Review", None, "Review"),
        ("go to a", None, "go to a"),
        ("Go to a bar", None, "Go to a bar"),
        ("Review a spec of mine", None, "Review a spec of mine"),
        (f"Talk about {SPEC}", None, f"Talk about {SPEC}"),
        ("", None, ""),
    ],
)
def test_a_task_is_taken_where_it_is_clearly_meant(line, task, title):
    activity = read(line)
    assert (activity.task and activity.task.title, activity.title) == (task, title)


def test_between_two_tasks_none_is_taken_and_both_are_offered():
    activity = read("think twice yesterday")
    assert (activity.task, activity.title) == (None, "think twice")
    assert activity.alternatives == tuple(TASKS[5:])
    chosen = activity.as_task(TASKS[6].slug)
    assert (chosen.task, chosen.title, chosen.alternatives) == (TASKS[6], "", ())
    assert chosen.date == TODAY - timedelta(days=1)
    assert activity.as_task("another") == activity


def test_everything_in_one_line():
    activity = read("review a spec yesterday 45m with Ana Ruiz")
    assert (activity.task, activity.title, activity.minutes) == (TASKS[0], "", 45)
    assert (activity.date, activity.people) == (date(2026, 11, 17), (ANA,))


LINES = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(
            [
                *("today", "yesterday", "tomorrow", "on", "last", "mon", "Friday", "frıday", "ago"),
                *("3", "31", "Feb", "1950", "2026-11-18", "0000-00-00", "99999", "weeks", "a"),
                *("45m", "1h30", "1.5h", "999h", "half an hour", "for", ",", "(", ")", "\0", "."),
                *("with", "Ana Ruiz", "Lee", "and", SPEC, "review a spec", "think twice", "ß", "İ"),
            ]
        ),
    ),
    max_size=10,
).map(" ".join)


@given(LINES, st.dates(EARLIEST, date(2199, 12, 31)))
def test_any_line_gives_an_entry_that_can_be_saved_and_loses_nothing(line, today):
    activity = understand(line, today, TASKS, PEOPLE)
    assert EARLIEST <= activity.date <= today
    assert activity.minutes is None or 1 <= activity.minutes <= 1440
    assert "\0" not in activity.title
    assert len(activity.title) <= len(activity.text)
    if activity == understand(activity.text, today, [], []) and nothing_was_read(activity):
        assert activity.title == tidy(line.replace("\0", " "))
    assert [str(doubt) for doubt in activity.doubts] or not activity.doubts
    assert not (activity.task and activity.alternatives)


@given(st.text(alphabet="bcdfgjkqvwxz ", max_size=40))
def test_a_line_of_which_nothing_is_understood_is_the_title_whole(line):
    activity = read(line)
    assert activity.title == activity.text == " ".join(line.split())
    assert nothing_was_read(activity)
