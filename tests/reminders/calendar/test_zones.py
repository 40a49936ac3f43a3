"""Calendar programs show the hours that clocks show: rules of a zone, read by two readers."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Timezone

from tracker.accounts.models import zone_names
from tracker.reminders.calendar.zones import zone_component

FIRST, LAST = 2026, 2031
# What is known of their rules: yearly ones, north and south, whole weeks, half hours; none; no
# change at all; and some that keep no simple rule.
RULED = {
    "Europe/Dublin": {"BYDAY=-1SU;BYMONTH=3", "BYDAY=-1SU;BYMONTH=10"},
    "Europe/Berlin": {"BYDAY=-1SU;BYMONTH=3", "BYDAY=-1SU;BYMONTH=10"},
    "America/New_York": {"BYDAY=2SU;BYMONTH=3", "BYDAY=1SU;BYMONTH=11"},
    "America/Havana": {"BYDAY=2SU;BYMONTH=3", "BYDAY=1SU;BYMONTH=11"},
    "America/St_Johns": {"BYDAY=2SU;BYMONTH=3", "BYDAY=1SU;BYMONTH=11"},
    "Australia/Sydney": {"BYDAY=1SU;BYMONTH=4", "BYDAY=1SU;BYMONTH=10"},
    "Australia/Lord_Howe": {"BYDAY=1SU;BYMONTH=4", "BYDAY=1SU;BYMONTH=10"},
    "Pacific/Auckland": {"BYDAY=1SU;BYMONTH=4", "BYDAY=-1SU;BYMONTH=9"},
    "America/Santiago": {
        "BYDAY=SU;BYMONTH=4;BYMONTHDAY=2,3,4,5,6,7,8",
        "BYDAY=SU;BYMONTH=9;BYMONTHDAY=2,3,4,5,6,7,8",
    },
    "Asia/Jerusalem": {
        "BYDAY=FR;BYMONTH=3;BYMONTHDAY=23,24,25,26,27,28,29",
        "BYDAY=-1SU;BYMONTH=10",
    },
}
UNRULED = ["Africa/Casablanca", "Africa/Cairo"]
STILL = ["Asia/Tokyo", "Asia/Kathmandu", "America/Sao_Paulo", "UTC"]
ZONES = [*RULED, *UNRULED, *STILL]


def test_there_are_enough_zones_to_tell():
    assert len(ZONES) >= 15


def calendar_with(name: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//tests//EN")
    calendar.add("version", "2.0")
    calendar.add_component(zone_component(name, FIRST, LAST))
    return calendar.to_ical()


def moments():
    """Every six hours of three years, and a minute before each of them."""
    moment = datetime(FIRST, 1, 1, tzinfo=UTC)
    while moment.year < FIRST + 3:
        yield moment
        yield moment - timedelta(minutes=1)
        moment += timedelta(hours=6)


@pytest.mark.parametrize("name", RULED)
def test_a_rule_is_told_as_one(name):
    parts = zone_component(name, FIRST, LAST).subcomponents
    assert sorted(part.name for part in parts) == ["DAYLIGHT", "STANDARD"]
    told = set()
    for part in parts:
        assert "RDATE" not in part
        words = sorted(part["RRULE"].to_ical().decode().split(";"))
        assert words.pop(words.index("FREQ=YEARLY"))
        told.add(";".join(words))
    assert told == RULED[name]


@pytest.mark.parametrize("name", UNRULED)
def test_days_are_told_one_by_one_where_no_rule_holds(name):
    parts = zone_component(name, FIRST, LAST).subcomponents
    assert not [part for part in parts if "RRULE" in part]
    assert [part for part in parts if "RDATE" in part]


@pytest.mark.parametrize("name", ZONES)
def test_icalendar_reads_the_same_hours(name):
    [component] = Calendar.from_ical(calendar_with(name)).walk("VTIMEZONE")
    assert isinstance(component, Timezone)
    zone = component.to_tz(lookup_tzid=False)
    for moment in moments():
        shown = moment.astimezone(ZoneInfo(name))
        assert moment.astimezone(zone).replace(tzinfo=None) == shown.replace(tzinfo=None)


@pytest.mark.parametrize("name", ZONES)
def test_dateutil_reads_the_same_hours(name):
    zone = tzical(StringIO(calendar_with(name).decode())).get(name)
    for moment in moments():
        shown = moment.astimezone(ZoneInfo(name))
        assert moment.astimezone(zone).replace(tzinfo=None) == shown.replace(tzinfo=None)


@given(st.sampled_from(zone_names()), st.integers(0, 6 * 365 * 24 * 4))
def test_any_zone_shows_what_clocks_there_show(name, quarter):
    """The VTIMEZONE read as RFC 5545 defines it, against the zone's own rules."""
    moment = datetime(FIRST, 1, 1, tzinfo=UTC) + timedelta(minutes=15 * quarter)
    onsets = []
    for part in zone_component(name, FIRST, LAST).subcomponents:
        begins = part.decoded("DTSTART")
        dates = [begins]
        told = part.get("RDATE", [])
        for line in told if isinstance(told, list) else [told]:
            dates += [one.dt for one in line.dts]
        if "RRULE" in part:
            rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=begins)
            dates += rule.between(begins, begins + timedelta(days=366 * (LAST - FIRST + 2)))
        before, after = part.decoded("TZOFFSETFROM"), part.decoded("TZOFFSETTO")
        onsets += [((local - before).replace(tzinfo=UTC), after) for local in dates]
    last = max((onset, after) for onset, after in onsets if onset <= moment)
    assert last[1] == moment.astimezone(ZoneInfo(name)).utcoffset()
