"""When a weekly reminder is due. Pure arithmetic on zones and dates: no row, no clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tracker.accounts.models import User
from tracker.shared.weeks import Week


def moment_of(day: date, hour: int, zone: str) -> datetime:
    """The instant (UTC) at which clocks of `zone` show that hour of that day.

    Where the hour comes twice, its first time. Where it is left out, as far behind the gap as the
    hour lies in it: in spring an hour late, at the date line a day, and never not at all.
    """
    return datetime.combine(day, time(hour), ZoneInfo(zone)).astimezone(UTC)


def next_due(
    weekday: int, hour: int, zone: str, after: datetime, not_on: date | None = None
) -> datetime:
    """The first such moment (UTC) later than `after`, on a date later than `not_on` if given."""
    start = after.astimezone(ZoneInfo(zone)).date() - timedelta(days=2)
    day = start + timedelta(days=(weekday - start.weekday()) % 7)
    while True:
        moment = moment_of(day, hour, zone)
        if moment > after and (not_on is None or day > not_on):
            return moment
        day += timedelta(weeks=1)


def last_due(weekday: int, hour: int, zone: str, now: datetime) -> tuple[date, datetime]:
    """The latest such moment that is not later than `now`, with its date."""
    start = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=2)
    day = start - timedelta(days=(start.weekday() - weekday) % 7)
    while (moment := moment_of(day, hour, zone)) > now:
        day -= timedelta(weeks=1)
    return day, moment


def week_meant(kind: str, user: User, day: date) -> Week:
    """The week that a reminder of that kind is about when it is due on `day`.

    A plan made on the last day of a week is for the next one; on the first day of a week there is
    nothing to review but the one before; a digest sums up the week that ended last, today included.
    """
    if kind == "plan":
        return user.week_of(day + timedelta(days=1))
    if kind == "review":
        return user.week_of(day - timedelta(days=1))
    if kind == "digest":
        return user.week_of(day + timedelta(days=1)).back(1)
    return user.week_of(day)
