"""What a reminder asks: was anything planned, logged, looked back at, or is the week skipped?"""

import pytest

from tests.factories import log, task
from tracker.reminders.kinds import prompt_of
from tracker.reminders.week_status import week_status_of
from tracker.week import actions


def asks(user) -> set[str]:
    status = week_status_of(user, user.this_week)
    return {kind for kind in ("plan", "log", "review") if prompt_of(kind).is_wanted(status)}


def test_an_empty_week_wants_a_plan_and_an_entry(alice):
    assert asks(alice) == {"plan", "log"}


def test_a_planned_week_wants_no_plan_and_a_dropped_one_does(alice):
    commitment = actions.plan_task(alice, alice.this_week, task("review-a-spec"))
    assert asks(alice) == {"log"}
    actions.drop(commitment)
    assert asks(alice) == {"plan", "log"}


def test_a_week_with_an_entry_wants_a_look_back_until_it_is_closed(alice):
    log(alice, "Briefing")
    assert asks(alice) == {"review"}
    actions.close_week(alice, alice.this_week, answers={})
    assert asks(alice) == set()


@pytest.mark.parametrize("entries", [0, 1])
def test_a_skipped_week_is_left_in_peace(alice, entries):
    for _number in range(entries):
        log(alice, "Briefing")
    actions.set_skipped(alice, alice.this_week, 1, True)
    assert asks(alice) == set()


def test_a_plan_for_another_week_is_no_plan_for_this_one(alice):
    actions.plan_task(alice, alice.this_week.back(1), task("review-a-spec"))
    assert asks(alice) == {"plan", "log"}


def test_what_is_planned_stands_in_the_calendar_over_its_week(alice, client):
    from icalendar import Calendar

    from tracker.reminders.calendar.feed import renew_feed

    token = renew_feed(alice, alarms=False)
    done = actions.plan_task(alice, alice.this_week, task("review-a-spec"))
    dropped = actions.plan_task(alice, alice.this_week, task("ask-why-first"))
    actions.tick(done)
    actions.drop(dropped)
    calendar = Calendar.from_ical(client.get(f"/calendar/{token}.ics").content)
    [event] = calendar.walk("VEVENT")
    assert event["summary"] == f"✓ {task('review-a-spec').title}"
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        alice.this_week.first,
        alice.this_week.back(-1).first,
    )


def test_the_review_reminder_leads_to_the_look_back(as_alice):
    assert as_alice.get("/week/review/").url == "/week/2026-11-16/review/"
