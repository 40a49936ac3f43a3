"""What the reminders page sends, and reminders without the page."""

from datetime import UTC, datetime

from tracker.accounts.models import User
from tracker.reminders.actions import reminders_of, save_reminders
from tracker.reminders.models import Reminder

PAGE = "/settings/reminders/"
MONDAY, WEDNESDAY, THURSDAY, FRIDAY, SUNDAY = 0, 2, 3, 4, 6


def chosen(**changes):
    """All off, with the times that the page proposes; `log_is_on="on"` turns one on."""
    times = {"plan": (0, 8), "log": (3, 16), "review": (4, 15), "digest": (0, 7)}
    data = {}
    for kind, (weekday, hour) in times.items():
        data |= {f"{kind}-weekday": str(weekday), f"{kind}-hour": str(hour)}
    return data | {name.replace("_", "-", 1): str(value) for name, value in changes.items()}


def remind(user: User, kind: str, weekday: int, hour: int, by_mail: bool = True) -> Reminder:
    """Turn one on through the real action."""
    for reminder in reminders_of(user):
        if reminder.kind == kind:
            reminder.is_on, reminder.by_mail = True, by_mail
            reminder.weekday, reminder.hour = weekday, hour
            save_reminders(user, [reminder])
    user.refresh_from_db()
    return Reminder.objects.owned_by(user).get(kind=kind)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
