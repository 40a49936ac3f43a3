"""The one quiet line on This week. Costs no query: the times stand on the user's row."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from tracker.accounts.models import User
from tracker.reminders.schedule import last_due, week_meant
from tracker.reminders.texts import ReminderText, text_for
from tracker.reminders.week_status import WeekStatus
from tracker.shared.weeks import Week

Notice = ReminderText


def notice_for(user: User, states: Mapping[Week, WeekStatus]) -> Notice | None:
    """The latest reminder of this week that is due, unanswered and not dismissed."""
    now = timezone.now()
    found: tuple[datetime, ReminderText] | None = None
    for kind, (weekday, hour) in user.reminder_times.items():
        day, moment = last_due(weekday, hour, user.time_zone, now)
        dismissed = user.reminder_dismissed_at and moment <= user.reminder_dismissed_at
        if dismissed or user.week_of(day) != user.this_week or (found and found[0] >= moment):
            continue
        week = week_meant(kind, user, day)
        state = states.get(week, WeekStatus())
        if state.wants(kind):
            found = moment, text_for(kind, week, state)
    return found[1] if found else None
