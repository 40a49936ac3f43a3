"""When clocks change, as VTIMEZONE: a yearly rule where one holds, single days where none does.

Outlook is known to shift times by an hour where changes are told one by one.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
# So many years beyond the last one show whether it is the fourth Sunday or the last.
YEARS_TO_TELL = 8
WEEK = 7


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of clocks: what they show beside UTC before and after it, and its name."""

    before: timedelta
    after: timedelta
    label: str


Onsets = dict[Shift, list[datetime]]


@lru_cache(maxsize=256)
def zone_component(name: str, first_year: int, last_year: int) -> Timezone:
    """Return a VTIMEZONE that is right in those years."""
    zone = ZoneInfo(name)
    component = Timezone()
    component.add("tzid", name)
    # From a year before, so that all parts have begun when the first year does.
    yearly = _onsets(zone, first_year - 1, last_year + YEARS_TO_TELL)
    rules = _yearly_rules(yearly, last_year + YEARS_TO_TELL - first_year + 2)
    if rules:
        least = min(shift.after for shift in yearly)
        for shift, onsets in yearly.items():
            part = _part(shift, onsets[0], is_daylight=shift.after > least)
            part.add("rrule", rules[shift])
            component.add_component(part)
        return component
    start = datetime(first_year - 1, 1, 1, tzinfo=UTC)
    single = _onsets(zone, first_year - 1, last_year, start)
    least = min(shift.after for shift in single)
    for shift, onsets in single.items():
        part = _part(shift, onsets[0], is_daylight=shift.after > least)
        for onset in onsets[1:]:
            part.add("rdate", [onset])  # one a line: some readers take the first of several
        component.add_component(part)
    return component


def _part(shift: Shift, begins: datetime, *, is_daylight: bool) -> Any:
    part = TimezoneDaylight() if is_daylight else TimezoneStandard()
    part.add("dtstart", begins)
    part.add("tzoffsetfrom", shift.before)
    part.add("tzoffsetto", shift.after)
    part.add("tzname", shift.label)
    return part


def _onsets(
    zone: ZoneInfo, first_year: int, last_year: int, also: datetime | None = None
) -> Onsets:
    """Return the changes in those years, and at `also`, by what they are.

    An onset is told in the time that was shown before it (RFC 5545, 3.6.5).
    """
    start, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    onsets: Onsets = {}
    for moment in [*([also] if also else []), *_changes(zone, start, end)]:
        before = _offset(zone, moment if moment == also else moment - timedelta(seconds=1))
        label = moment.astimezone(zone).tzname() or str(zone)
        shift = Shift(before, _offset(zone, moment), label)
        onsets.setdefault(shift, []).append((moment + before).replace(tzinfo=None))
    return onsets


def _yearly_rules(onsets: Onsets, years: int) -> dict[Shift, vRecur]:
    """Return a rule for each of two shifts, to and fro; nothing where they keep none."""
    rules = {}
    if len(onsets) == len({(shift.before, shift.after) for shift in onsets}) == 2:
        for shift, moments in onsets.items():
            rule = _rule(moments) if len({moment.year for moment in moments}) == years else None
            if rule and len(moments) == years:
                rules[shift] = rule
    return rules if len(rules) == len(onsets) else {}


def _rule(moments: list[datetime]) -> vRecur | None:
    """Return the yearly rule that these days keep: the last or first … of a month, or a week."""
    first = moments[0]
    same = {(one.month, one.weekday(), one.time()) for one in moments}
    if len(same) > 1:
        return None
    values: dict[str, Any] = {"FREQ": "YEARLY", "BYMONTH": first.month}
    day, days = DAYS[first.weekday()], [one.day for one in moments]
    if all(_is_last(one) for one in moments):
        return vRecur(values | {"BYDAY": f"-1{day}"})
    nth = {(number - 1) // WEEK + 1 for number in days}
    if len(nth) == 1:
        return vRecur(values | {"BYDAY": f"{nth.pop()}{day}"})
    if max(days) - min(days) == WEEK - 1:  # "the Friday from the 23rd on"
        week = list(range(min(days), min(days) + WEEK))
        return vRecur(values | {"BYDAY": day, "BYMONTHDAY": week})
    return None


def _is_last(day: datetime) -> bool:
    return (day + timedelta(days=WEEK)).month != day.month


def _changes(zone: ZoneInfo, start: datetime, end: datetime) -> list[datetime]:
    """Return the moments (UTC) at which clocks of `zone` change, to the second."""
    changes = []
    moment = start
    while moment < end:
        following = moment + timedelta(days=1)
        if _offset(zone, moment) != _offset(zone, following):
            low, high = 0, 24 * 3600
            while high - low > 1:
                middle = (low + high) // 2
                same = _offset(zone, moment + timedelta(seconds=middle)) == _offset(zone, moment)
                low, high = (middle, high) if same else (low, middle)
            changes.append(moment + timedelta(seconds=high))
        moment = following
    return changes


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)
