"""Interviews: added for an opening, prepared, written down, thanked for, undone."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    TODAY,
    log,
    make_company,
    make_opening,
    make_person,
    make_story,
)
from tests.interviews.rows import make_interview, make_question, skill
from tests.openings.pages import page_of
from tracker.interviews.due import DueStep, due_on_the_way, due_steps
from tracker.interviews.models import Interview
from tracker.openings.advert.actions import keep_advert, mark_lines, tie
from tracker.people.joining.actions import merge
from tracker.people.models import Person
from tracker.reminders.calendar.feed import feed_of, renew_feed
from tracker.reminders.calendar.ics import calendar_for

TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)


@pytest.fixture
def opening(alice):
    return make_opening(alice, "Yard lead", company=make_company(alice, "Quayline"))


@pytest.fixture
def asked(opening):
    typed = {"opening": opening.pk, "kind": "manager", "date": "2026-11-20", "time": "10:30"}
    return typed | {"people_names": "Orla Byrne", "with_whom": "two engineers"}


def test_one_is_added_with_people_who_are_new_and_known(as_alice, alice, opening, asked):
    ben = make_person(alice, "Ben")
    asked["people_names"] = "Orla Byrne, ben"
    page = page_of(as_alice.post("/interviews/new/", asked, follow=True))
    interview = Interview.objects.get()
    orla = Person.objects.get(name="Orla Byrne")
    assert set(interview.people.all()) == {orla, ben}
    assert (orla.kind, orla.company) == ("hiring", "Quayline")
    assert (interview.time, interview.time_zone) == (time(10, 30), alice.time_zone)
    assert "Fri 20 Nov 2026, 10:30" in page
    assert "two engineers" in page


def test_an_opening_at_an_earlier_stage_is_moved_with_one_tap(as_alice, opening, asked):
    page = page_of(as_alice.post("/interviews/new/", asked, follow=True))
    assert "Move it to “interviewing”?" in page
    as_alice.post(f"/openings/{opening.pk}/move/?stage=interviewing")
    assert "Move it to" not in page_of(as_alice.post("/interviews/new/", asked, follow=True))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"opening": ""}, "Choose what it is for."),
        ({"opening": "999999"}, "That is not there any more."),
        ({"date": ""}, "Say on which day it is."),
        ({"date": "0026-11-20"}, "Choose a day after 1949."),
        ({"time": "25:00"}, "Enter a valid time."),
        ({"time_zone": "Mars"}, "is not a time zone"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(as_alice, asked, changed, sentence):
    answer = as_alice.post("/interviews/new/", asked | {"note": "Kept words"} | changed)
    assert answer.status_code == 422
    page = page_of(answer)
    assert sentence in page
    assert "Kept words" in page
    assert "Orla Byrne" in page
    assert not Interview.objects.exists()


def test_an_opening_of_somebody_else_cannot_be_chosen(as_alice, bob, asked):
    asked["opening"] = make_opening(bob, "His").pk
    assert as_alice.post("/interviews/new/", asked).status_code == 422


def test_a_time_elsewhere_is_said_in_ones_own_too(as_alice, alice, opening):
    alice.time_zone = "Europe/Dublin"
    alice.save()
    interview = make_interview(alice, opening=opening, time=time(10), time_zone="America/New_York")
    page = page_of(as_alice.get(f"/interviews/{interview.pk}/"))
    assert "in America/New_York, which is Wed 15:00 for you" in page


def test_without_an_opening_the_one_next_step_is_to_add_one(as_alice, alice):
    page = page_of(as_alice.get("/interviews/"))
    assert "Here stand your interviews" in page
    assert 'href="/openings/new/">Add the opening' in page
    make_opening(alice)
    assert 'href="/interviews/new/">Add the first' in page_of(as_alice.get("/interviews/"))


def test_coming_ones_stand_above_past_ones_and_filters_narrow_both(as_alice, alice, opening):
    other = make_opening(alice, "Alerts")
    make_interview(alice, opening=opening, date=TOMORROW, kind="panel", with_whom="Ana")
    make_interview(alice, opening=other, date=YESTERDAY, kind="case", with_whom="Ben")
    page = page_of(as_alice.get("/interviews/"))
    assert page.index("With Ana") < page.index("With Ben")
    for query in ("kind=panel", f"opening={opening.pk}", "q=ana", "q=quayline"):
        found = page_of(as_alice.get(f"/interviews/?{query}"))
        assert "With Ana" in found, query
        assert "With Ben" not in found, query
    assert "Nothing matches" in page_of(as_alice.get("/interviews/?q=airport"))


def test_the_brief_puts_together_what_is_known(as_alice, alice, opening):
    make_person(alice, "Orla Byrne", company="Quayline", role="VP Product")
    keep_advert(opening, "Requirements:\n- Talk to customers every week\n- Set prices")
    first, second = opening.lines.filter(is_requirement=True).order_by("position")
    tie(first, "activity", log(alice, "Sat in the gatehouse").pk)
    mark_lines(opening, {first.pk: "proof", second.pk: "none"})
    make_story(alice, "Launching by night", "launching", state="ready")
    make_story(alice, "The reprint button", "listening-to-customers", state="ready")
    make_story(alice, "Only begun", "listening-to-customers")
    make_interview(alice, opening=opening, date=YESTERDAY, change="Begin with the figure.")
    interview = make_interview(alice, opening=opening, date=TOMORROW, to_ask="What hurts?")
    page = page_of(as_alice.get(f"/interviews/{interview.pk}/brief/"))
    for words in (
        *("Quayline", "Orla Byrne", "Talk to customers every week", "Sat in the gatehouse"),
        *("Where they may dig", "Set prices", "What hurts?", "Begin with the figure."),
    ):
        assert words in page
    assert page.index("The reprint button") < page.index("Launching by night")
    assert "Only begun" not in page
    assert page.count("<li>How often do your product managers") == 1


def test_a_proposed_question_is_added_below_what_was_typed(as_alice, alice):
    interview = make_interview(alice)
    address = f"/interviews/{interview.pk}/brief/edit/"
    page = page_of(as_alice.post(address, {"to_ask": "What hurts?", "add": "no"}))
    assert "What hurts?\nWhat did you decide" not in page  # one space for any white space
    assert "What hurts? What did you decide not to build" in page
    interview.refresh_from_db()
    assert interview.to_ask == ""


def test_three_stories_are_chosen_and_a_fourth_is_refused(as_alice, alice):
    interview = make_interview(alice)
    own = [make_story(alice, f"Story {number}", state="ready") for number in range(4)]
    address = f"/interviews/{interview.pk}/brief/edit/"
    keys = [story.pk for story in own]
    answer = as_alice.post(address, {"to_ask": "What hurts?", "stories": keys})
    assert answer.status_code == 422
    assert "Three stories at most" in page_of(answer)
    assert "What hurts?" in page_of(answer)
    as_alice.post(address, {"to_ask": "", "stories": keys[:2]})
    assert set(interview.stories.all()) == set(own[:2])
    brief = page_of(as_alice.get(f"/interviews/{interview.pk}/brief/"))
    assert "Story 0" in brief
    assert "Story 3" not in brief


def test_a_story_of_somebody_else_cannot_be_chosen(as_alice, alice, bob):
    interview = make_interview(alice)
    his = make_story(bob, "His", state="ready")
    make_story(alice, "Hers", state="ready")
    answer = as_alice.post(f"/interviews/{interview.pk}/brief/edit/", {"stories": [his.pk]})
    assert answer.status_code == 422
    assert not interview.stories.exists()


def test_what_was_deleted_comes_back(as_alice, alice):
    interview = make_interview(alice, with_whom="Two engineers", debriefed_on=TODAY)
    make_question(interview, "Why you?")
    as_alice.post(f"/interviews/{interview.pk}/delete/")
    as_alice.get("/interviews/")  # the message
    assert "Two engineers" not in page_of(as_alice.get("/interviews/"))
    assert as_alice.get(f"/interviews/{interview.pk}/").status_code == 404
    page = page_of(as_alice.post(f"/interviews/{interview.pk}/restore/", follow=True))
    assert "Why you?" in page


def test_of_a_deleted_opening_an_interview_leaves_the_lists_and_can_be_read(
    as_alice, alice, opening
):
    interview = make_interview(alice, opening=opening, date=TOMORROW, with_whom="Two engineers")
    opening.soft_delete()
    assert "Two engineers" not in page_of(as_alice.get("/interviews/"))
    assert due_on_the_way(alice).interviews == []
    assert "its opening was deleted" in page_of(as_alice.get(f"/interviews/{interview.pk}/"))


def test_people_who_become_one_person_stay_on_the_interview(alice):
    kept, other = make_person(alice, "Orla Byrne"), make_person(alice, "O. Byrne")
    interview = make_interview(alice)
    interview.people.add(other)
    merge(kept, other)
    assert list(interview.people.all()) == [kept]


@pytest.mark.parametrize(
    ("days", "values", "steps"),
    [
        (3, {}, [DueStep.PREPARE]),
        (0, {}, [DueStep.PREPARE]),
        (0, {"debriefed_on": TODAY}, [DueStep.THANK]),
        (-1, {}, [DueStep.DEBRIEF, DueStep.THANK]),
        (-14, {}, [DueStep.DEBRIEF, DueStep.THANK]),
        (-15, {}, [DueStep.THANK]),
        (-1, {"debriefed_on": TODAY, "thanked_on": TODAY}, []),
        (-1, {"debriefed_on": TODAY, "needs_thanks": False}, []),
    ],
)
def test_what_is_due_follows_from_its_day(alice, days, values, steps):
    interview = make_interview(alice, date=TODAY + timedelta(days=days), **values)
    assert due_steps(interview, TODAY) == steps


def test_this_week_says_whom_to_thank_until_it_is_done(as_alice, alice):
    interview = make_interview(alice, date=YESTERDAY, debriefed_on=TODAY)
    interview.people.add(make_person(alice, "Orla Byrne"))
    assert "Thank Orla Byrne" in page_of(as_alice.get("/"))
    address = f"/interviews/{interview.pk}/thanks/"
    answer = as_alice.post(address, {"are": "sent", "home": "yes"}, follow=True)
    assert "Thank Orla Byrne" not in page_of(answer)
    interview.refresh_from_db()
    assert interview.thanked_on == TODAY
    as_alice.post(f"{address}?are=due")  # undo
    assert "Thank Orla Byrne" in page_of(as_alice.get("/"))
    as_alice.post(address, {"are": "not-needed"})
    as_alice.get("/interviews/")  # the message
    assert "Thank Orla Byrne" not in page_of(as_alice.get("/"))


def test_this_week_shows_what_is_ahead_before_what_is_behind(as_alice, alice):
    for day in range(1, 6):
        make_interview(alice, date=TODAY - timedelta(days=day), debriefed_on=TODAY)
    coming = make_interview(alice, date=TOMORROW)
    due = due_on_the_way(alice).interviews
    assert (due[0].interview, due[0].step) == (coming, DueStep.PREPARE)
    assert "read the brief" in page_of(as_alice.get("/"))


def test_the_opening_lists_its_rounds(as_alice, alice, opening):
    make_interview(alice, opening=opening, kind="panel", went="badly")
    page = page_of(as_alice.get(f"/openings/{opening.pk}/"))
    assert "Panel" in page
    assert f"/interviews/new/?opening={opening.pk}" in page


def test_the_calendar_holds_it_at_its_hour_and_names_nobody(alice, opening):
    alice.time_zone = "Europe/Dublin"
    alice.save()
    timed = make_interview(alice, opening=opening, date=TOMORROW, with_whom="Orla", kind="panel")
    timed.time, timed.time_zone = time(10), "America/New_York"
    timed.save()
    make_interview(alice, opening=opening, date=TOMORROW, kind="case")
    feed = feed_of(renew_feed(alice, alarms=True))
    text = calendar_for(feed).decode()
    assert "DTSTART;TZID=Europe/Dublin:20261119T150000" in text
    assert "SUMMARY:Panel\\, Yard lead" in text
    assert "DTSTART;VALUE=DATE:20261119" in text
    assert "Orla" not in text
    assert calendar_for(feed).decode() == text


def test_its_pages_take_no_more_queries_for_more_rows(as_alice, alice, opening):
    short, long = [make_interview(alice, opening=opening, date=TODAY) for _number in range(2)]
    for number in range(6):
        story = make_story(alice, f"Told {number}", "launching", state="ready")
        make_question(long, f"Why {number}?", skill=skill("launching"), story=story, went="well")
        long.people.add(make_person(alice, f"Person {number}"))
    make_question(short, "Why?", skill=skill("launching"), story=story)
    short.people.add(make_person(alice, "Orla"))
    for part in ("", "brief/", "debrief/", "edit/", "brief/edit/"):
        counts = []
        for interview in (short, long):
            as_alice.get(f"/interviews/{interview.pk}/{part}")
            with CaptureQueriesContext(connection) as captured:
                as_alice.get(f"/interviews/{interview.pk}/{part}")
            counts.append(len(captured))
        assert counts[0] == counts[1], part
