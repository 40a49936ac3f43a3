"""When a weekly reminder is due. Pure arithmetic on zones and dates: no row, no clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.accounts.models import User
from tracker.shared.weeks import Week


def moment_of(day: date, hour: int, zone: str) -> datetime:
    """Return the instant (UTC) at which clocks of `zone` show that hour of that day.

    Where the hour comes twice, its first time. Where it is left out, as far behind the gap as the
    hour lies in it: in spring an hour late, at the date line a day, and never not at all.
    """
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)


def next_due(
    weekday: int, hour: int, zone: str, after: datetime, not_on: date | None = None
) -> datetime:
    """Return the first such moment (UTC) later than `after`, on a date later than `not_on`."""
    start = after.astimezone(ZoneInfo(zone)).date() - timedelta(days=2)
    day = start + timedelta(days=(weekday - start.weekday()) % 7)
    while True:
        moment = moment_of(day, hour, zone)
        if moment > after and (not_on is None or day > not_on):
            return moment
        day += timedelta(weeks=1)


def last_due(weekday: int, hour: int, zone: str, now: datetime) -> tuple[date, datetime]:
    """Return the latest such moment that is not later than `now`, with its date."""
    start = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=2)
    day = start - timedelta(days=(start.weekday() - weekday) % 7)
    while (moment := moment_of(day, hour, zone)) > now:
        day -= timedelta(weeks=1)
    return day, moment


def week_to_plan(user: User, day: date) -> Week:
    """Return the week to plan on `day`: on the last day of one, the next."""
    return user.week_of(day + timedelta(days=1))


def week_to_log(user: User, day: date) -> Week:
    """Return the week to log for on `day`: that of the day itself."""
    return user.week_of(day)


def week_to_review(user: User, day: date) -> Week:
    """Return the week to look back on: on the first day of one, the one before."""
    return user.week_of(day - timedelta(days=1))


def week_to_sum_up(user: User, day: date) -> Week:
    """Return the week that ended last, on `day` itself included."""
    return user.week_of(day + timedelta(days=1)).back(1)
