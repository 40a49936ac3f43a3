"""My day ends at 2:00: what Alice logs at half past one belongs to the evening before."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import sign_in
from tests.factories import log, make_user
from tracker.accounts.models import User
from tracker.journal.models import Activity

ZONES = ["Europe/Dublin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "America/Havana"]
FIRST, LAST = datetime(2020, 1, 1), datetime(2030, 1, 1)  # noqa: DTZ001 - hypothesis wants them bare
MOMENTS = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


@pytest.fixture
def night_owl(catalogue):
    return make_user("nina", time_zone="Europe/Dublin", day_ends_at=2)


def test_an_entry_at_half_past_one_belongs_to_the_evening_before(night_owl, clock):
    clock.move_to("2026-11-23T01:30:00+00:00")  # a Monday by the clock on the wall
    client = sign_in(night_owl)
    assert "Mon 16 Nov – Sun 22 Nov 2026" in client.get("/").text
    data = {"what": "Notes on the briefing", "client_id": "0b0e7a6e-2f63-4c9e-8d38-9a2f4a3c9d11"}
    client.post("/journal/log/quick/", data)
    assert Activity.objects.get().date == date(2026, 11, 22)
    clock.move_to("2026-11-23T02:00:00+00:00")
    assert "Mon 23 Nov – Sun 29 Nov 2026" in client.get("/").text


def test_the_grid_of_the_week_ends_with_that_evening(night_owl, clock):
    clock.move_to("2026-11-23T01:30:00+00:00")
    assert "22 Nov" in sign_in(night_owl).get("/week/2026-11-16/grid/").text


def test_a_reminder_at_night_asks_about_the_week_whose_evening_it_still_is(night_owl):
    from tracker.reminders.models import Reminder

    reminder = Reminder(owner=night_owl, kind="log", weekday=0, hour=1)
    assert reminder.day_meant(date(2026, 11, 23)) == date(2026, 11, 22)
    reminder.hour = 2
    assert reminder.day_meant(date(2026, 11, 23)) == date(2026, 11, 23)


def test_changing_the_setting_moves_nothing_that_was_logged(as_alice, alice):
    activity = log(alice, "Late")
    profile = {"display_name": "Alice", "time_zone": "Europe/Dublin", "week_start": "0"}
    answer = as_alice.post("/settings/", profile | {"theme": "system", "day_ends_at": "5"})
    assert answer.status_code == 302
    assert User.objects.get().day_ends_at == 5
    before = activity.date
    activity.refresh_from_db()
    assert activity.date == before


@pytest.mark.parametrize("hour", ["6", "-1", "x", ""])
def test_an_hour_that_is_not_offered_is_refused(as_alice, hour):
    profile = {"display_name": "Alice", "time_zone": "Europe/Dublin", "week_start": "0"}
    answer = as_alice.post("/settings/", profile | {"theme": "system", "day_ends_at": hour})
    assert answer.status_code == 422


@given(MOMENTS, st.sampled_from(ZONES), st.integers(0, 5))
def test_a_day_is_the_walls_or_in_its_first_hours_the_one_before(moment, zone, hour):
    wall = moment.astimezone(ZoneInfo(zone))
    day = User(time_zone=zone, day_ends_at=hour).day_of(moment)
    assert day == wall.date() - timedelta(days=wall.hour < hour)


@given(MOMENTS, st.sampled_from(ZONES), st.integers(0, 5))
def test_a_later_end_never_gives_a_later_day(moment, zone, hour):
    later = User(time_zone=zone, day_ends_at=hour).day_of(moment)
    assert later <= User(time_zone=zone, day_ends_at=0).day_of(moment)
