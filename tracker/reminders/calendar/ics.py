"""The private calendar feed as RFC 5545 text: when the week calls, and nothing of the journal."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.crypto import salted_hmac
from icalendar import Alarm, Calendar, Event, vRecur

from tracker.interviews.models import Interview
from tracker.openings.models import Opening
from tracker.reminders.calendar.zones import DAYS, zone_component
from tracker.reminders.kinds import kinds_by_mail_alone, prompt_of
from tracker.reminders.models import CalendarFeed, Reminder
from tracker.shared.site import absolute, site_host
from tracker.week.models import Commitment
from tracker.week.queries import plans_since

LASTS = timedelta(minutes=15)
INTERVIEW_LASTS = timedelta(hours=1)
WEEKS_BACK = timedelta(weeks=5)
# How far ahead changes of the clocks are written down; clients ask again long before.
YEARS_AHEAD = 5
REFRESH = "PT12H"


def calendar_for(feed: CalendarFeed) -> bytes:
    """Write all that `feed` shows, the same bytes while nothing changes. Needs its owner."""
    calendar = Calendar()
    calendar.add("prodid", "-//pmcareer//weekly rhythm//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", "pmcareer")
    calendar.add("x-published-ttl", REFRESH)
    # Together with the name, a component that is there even while no reminder is on.
    first, last = feed.created_at.year - 1, timezone.now().year + YEARS_AHEAD
    calendar.add_component(zone_component(feed.owner.time_zone, first, last))
    shown = Reminder.objects.owned_by(feed.owner).filter(is_on=True)
    for reminder in shown.exclude(kind__in=kinds_by_mail_alone()).order_by("pk"):
        calendar.add_component(_event(feed, reminder))
    recent = feed.owner.today - WEEKS_BACK
    for commitment, is_done in plans_since(feed.owner, recent):
        calendar.add_component(_commitment(commitment, is_done))
    for opening in Opening.objects.owned_by(feed.owner).with_a_day(recent):
        calendar.add_component(_next_step(opening))
    for interview in Interview.objects.owned_by(feed.owner).since(recent):
        calendar.add_component(_interview(feed, interview))
    text: bytes = calendar.to_ical()
    return text


def _next_step(opening: Opening) -> Event:
    """Return an opening's next step on its day; its name says what it is about, and no company."""
    event = Event()
    event.add("uid", _uid(f"opening {opening.pk}"))
    event.add("dtstamp", opening.updated_at.astimezone(UTC))
    event.add("summary", opening.next_step)
    event.add("dtstart", opening.next_step_on)
    event.add("url", absolute(opening.get_absolute_url()))
    event.add("transp", "TRANSPARENT")
    return event


def _interview(feed: CalendarFeed, interview: Interview) -> Event:
    """Return an interview on its day, busy where its time is known; it names nobody."""
    event = Event()
    event.add("uid", _uid(f"interview {interview.pk}"))
    event.add("dtstamp", interview.updated_at.astimezone(UTC))
    event.add("last-modified", interview.updated_at.astimezone(UTC))
    event.add("summary", str(interview))
    event.add("url", absolute("interview_brief", interview.pk))
    event.add("class", "PRIVATE")
    if (begins := interview.starts_at) is None:
        event.add("dtstart", interview.date)
        event.add("transp", "TRANSPARENT")
        return event
    # In the feed's own zone, the only one that it describes.
    event.add("dtstart", begins.astimezone(ZoneInfo(feed.owner.time_zone)))
    event.add("duration", INTERVIEW_LASTS)
    if feed.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", str(interview))
        alarm.add("trigger", -timedelta(hours=1))
        event.add_component(alarm)
    return event


def _event(feed: CalendarFeed, reminder: Reminder) -> Event:
    title = str(prompt_of(reminder.kind).calendar_title)
    event = Event()
    event.add("uid", _uid(f"{reminder.owner_id} {reminder.kind}"))
    event.add("dtstamp", reminder.updated_at)
    event.add("last-modified", reminder.updated_at)
    event.add("summary", title)
    event.add("url", absolute("home"))
    event.add("dtstart", _first_time(feed, reminder))
    event.add("duration", LASTS)
    event.add("rrule", vRecur({"FREQ": "WEEKLY", "BYDAY": DAYS[reminder.weekday]}))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if feed.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(0))
        event.add_component(alarm)
    return event


def _commitment(commitment: Commitment, is_done: bool) -> Event:
    """Show it over its whole week, in nobody's way; its title is the catalogue's, not a note."""
    event = Event()
    event.add("uid", _uid(f"{commitment.owner_id} commitment {commitment.pk}"))
    event.add("dtstamp", datetime.combine(commitment.first, time(), UTC))
    event.add("sequence", int(is_done))
    event.add("summary", f"{'✓' if is_done else '☐'} {commitment.task}")
    event.add("dtstart", commitment.first)
    event.add("dtend", commitment.first + timedelta(days=7))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


def _uid(name: str) -> str:
    """Return the same for ever, whatever hour is chosen and however often the feed is renewed."""
    # The salt stays as it is wherever this module moves: another uid is another event, and every
    # calendar would show each reminder twice.
    return f"{salted_hmac('tracker.reminders.calendar', name).hexdigest()}@{site_host()}"


def _first_time(feed: CalendarFeed, reminder: Reminder) -> datetime:
    """Return the first day of its kind since the feed was made, on its owner's clock."""
    zone = ZoneInfo(feed.owner.time_zone)
    made = feed.created_at.astimezone(zone).date()
    day = made + timedelta(days=(reminder.weekday - made.weekday()) % 7)
    return datetime.combine(day, time(reminder.hour), zone)
