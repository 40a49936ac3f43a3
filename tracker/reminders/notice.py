"""The one quiet line on This week. Costs no query: the times stand on the user's row."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from tracker.accounts.models import User
from tracker.reminders.kinds import prompt_of, row_of
from tracker.reminders.models import ReminderKind
from tracker.reminders.schedule import last_due
from tracker.reminders.texts import ReminderText
from tracker.reminders.week_status import WeekStatus
from tracker.shared.weeks import Week

Notice = ReminderText


def notice_for(user: User, statuses: Mapping[Week, WeekStatus]) -> Notice | None:
    """Return the latest reminder of this week that is due, unanswered and not dismissed."""
    now = timezone.now()
    latest: datetime | None = None
    notice: Notice | None = None
    for kind, (weekday, hour) in user.reminder_times.items():
        if kind not in ReminderKind:  # of the release after this one, which serves beside it
            continue
        _date, moment = last_due(weekday, hour, user.time_zone, now)
        day = user.day_of(moment)
        is_dismissed = user.reminder_dismissed_at and moment <= user.reminder_dismissed_at
        if is_dismissed or user.week_of(day) != user.this_week or (latest and latest >= moment):
            continue
        week = row_of(kind).week_meant(user, day)
        status = statuses.get(week, WeekStatus())
        prompt = prompt_of(kind)
        if prompt.is_wanted(status):
            latest, notice = moment, prompt.about(week, status)
    return notice
