"""The private calendar: what it says, who can read it, and that common programs understand it."""

import re

import pytest
from django.test import Client
from icalendar import Calendar

from tests.conftest import prove, sign_in
from tests.factories import log, make_user
from tests.reminders.choices import FRIDAY, MONDAY, THURSDAY, remind
from tracker.reminders.models import CalendarFeed, Reminder

PAGE = "/settings/calendar/"


def make_address(client: Client, **data) -> str:
    """The path of a new address, read from the page that shows it this once."""
    shown = prove(client).post(f"{PAGE}renew/", data, follow=True).text
    return re.search(r'value="http://testserver(/calendar/[\w-]{43}\.ics)"', shown)[1]


@pytest.fixture
def address(as_alice, alice):
    remind(alice, "plan", MONDAY, 8, by_mail=False)
    remind(alice, "review", FRIDAY, 15, by_mail=False)
    return make_address(as_alice)


@pytest.fixture
def visitor():
    return Client()


def read(path: str) -> Calendar:
    return Calendar.from_ical(Client().get(path).content)


# The address


def test_it_is_shown_once_and_kept_only_as_a_hash(as_alice, address):
    token = address[len("/calendar/") : -len(".ics")]
    assert token not in as_alice.get(PAGE).text
    assert token not in CalendarFeed.objects.get().token_hash
    assert "There is an address, made on 18 November 2026." in as_alice.get(PAGE).text


def test_a_calendar_program_reads_it_without_an_account(visitor, address):
    answer = visitor.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_new_address_makes_the_old_one_useless(as_alice, visitor, address):
    new = make_address(as_alice)
    assert visitor.get(address).status_code == 404
    assert visitor.get(new).status_code == 200
    assert CalendarFeed.objects.count() == 1


def test_taken_back_it_shows_nothing(as_alice, visitor, address):
    as_alice.post(f"{PAGE}revoke/")
    assert visitor.get(address).status_code == 404
    assert not CalendarFeed.objects.exists()


def test_of_a_closed_account_it_shows_nothing(visitor, address, alice):
    alice.is_active = False
    alice.save()
    assert visitor.get(address).status_code == 404


@pytest.mark.parametrize("token", ["x", "x" * 43, "%00", "é"])
def test_a_guess_finds_nothing(visitor, address, token):
    assert visitor.get(f"/calendar/{token}.ics").status_code == 404


def test_a_stranger_cannot_take_it_back(address, bob, visitor):
    sign_in(bob).post(f"{PAGE}revoke/")
    sign_in(bob).post(f"{PAGE}alarms/", {"alarms": "on"})
    assert visitor.get(address).status_code == 200
    assert not CalendarFeed.objects.get().alarms


# What it says


def test_times_recur_weekly_on_ones_own_clock(address):
    plan, review = read(address).walk("VEVENT")
    assert plan["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=MO"
    assert plan["DTSTART"].params["TZID"] == "Europe/Dublin"
    assert plan.decoded("DTSTART").isoformat() == "2026-11-23T08:00:00+00:00"
    assert review["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=FR"
    assert review.decoded("DTSTART").isoformat() == "2026-11-20T15:00:00+00:00"


def test_only_what_is_on_stands_in_it(address, alice):
    Reminder.objects.filter(kind="plan").update(is_on=False)
    remind(alice, "digest", MONDAY, 7)
    assert [str(event["SUMMARY"]) for event in read(address).walk("VEVENT")] == ["Review your week"]


def test_no_word_of_the_journal_stands_in_it(address, alice, visitor):
    log(alice, "Secret title", "Secret words")
    shown = visitor.get(address).text
    assert "ecret" not in shown
    assert alice.email not in shown
    assert "Alice" not in shown


def test_an_event_stays_the_same_one_whatever_changes(address, alice, as_alice):
    before = {str(event["UID"]) for event in read(address).walk("VEVENT")}
    remind(alice, "plan", THURSDAY, 20, by_mail=False)
    new = make_address(as_alice)
    assert {str(event["UID"]) for event in read(new).walk("VEVENT")} == before


def test_alarms_are_there_when_wanted(as_alice, address):
    assert read(address).walk("VALARM") == []
    as_alice.post(f"{PAGE}alarms/", {"alarms": "on"})
    alarms = read(address).walk("VALARM")
    assert [str(alarm["ACTION"]) for alarm in alarms] == ["DISPLAY", "DISPLAY"]
    as_alice.post(f"{PAGE}alarms/")
    assert read(address).walk("VALARM") == []


def test_an_empty_calendar_is_still_a_calendar_and_the_page_says_why(as_alice, visitor):
    path = make_address(as_alice)
    assert [part.name for part in read(path).subcomponents] == ["VTIMEZONE"]
    assert "No reminder is on: the calendar shows only your plan." in as_alice.get(PAGE).text


# RFC 5545


@pytest.mark.parametrize("zone", ["Europe/Dublin", "UTC", "America/Argentina/ComodRivadavia"])
def test_lines_end_and_fold_as_the_standard_says(visitor, address, alice, zone):
    alice.time_zone = zone
    alice.save()
    body = visitor.get(address).content
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    unfolded = body.replace(b"\r\n ", b"").decode()
    assert unfolded.startswith("BEGIN:VCALENDAR\r\n")
    for needed in ("VERSION:2.0", "PRODID:", "UID:", "DTSTAMP:"):
        assert f"\r\n{needed}" in unfolded
    assert all(re.match(r"[A-Z-]+[;:]", line) for line in unfolded.split("\r\n")[:-1])
    used = set(re.findall(r"TZID=([^:;]+)", unfolded))
    assert used <= set(re.findall(r"\r\nTZID:(.+)\r\n", unfolded))


# Asking again


def test_asked_again_it_is_sent_again_only_when_something_changed(visitor, address, alice):
    etag = visitor.get(address)["ETag"]
    again = visitor.get(address, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    remind(alice, "plan", MONDAY, 9, by_mail=False)
    changed = visitor.get(address, headers={"if-none-match": etag})
    assert changed.status_code == 200
    assert changed["ETag"] != etag


def test_a_mail_that_went_out_changes_nothing_in_it(visitor, address, settings, clock):
    from django.core.management import call_command

    etag = visitor.get(address)["ETag"]
    settings.MAIL_WORKS = True
    Reminder.objects.update(by_mail=True, next_due_at="2026-11-18T12:00Z")
    call_command("send_due_mail", verbosity=0)
    clock.move_to("2026-11-20T12:00:00+00:00")
    assert visitor.get(address)["ETag"] == etag


def test_compressed_it_is_recognised_too(visitor, address, alice):
    """GZipMiddleware makes the tag a weak one."""
    remind(alice, "log", THURSDAY, 16, by_mail=False)
    first = visitor.get(address, headers={"accept-encoding": "gzip"})
    assert first["Content-Encoding"] == "gzip"
    headers = {"accept-encoding": "gzip", "if-none-match": first["ETag"]}
    assert visitor.get(address, headers=headers).status_code == 304


def test_reading_it_takes_six_queries(visitor, address, django_assert_num_queries):
    # The feed, reminders, what was done, what was planned, openings, interviews.
    with django_assert_num_queries(6):
        answer = visitor.get(address)
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 2


def test_two_people_have_two_calendars(address, db):
    dana = make_user("dana", time_zone="Asia/Tokyo")
    remind(dana, "plan", MONDAY, 8, by_mail=False)
    hers = read(make_address(sign_in(dana))).walk("VEVENT")[0]
    assert hers["DTSTART"].params["TZID"] == "Asia/Tokyo"
    assert str(hers["UID"]) not in {str(event["UID"]) for event in read(address).walk("VEVENT")}
