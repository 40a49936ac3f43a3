"""What a reminder says, in the app and by mail: it names evidence and counts no streak."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.reminders.models import ReminderKind
from tracker.reminders.week_status import WeekStatus
from tracker.shared.weeks import Week


@dataclass(frozen=True, slots=True)
class ReminderText:
    title: str
    text: str
    praise: str  # what is there already; empty where nothing is
    button: str
    route: str  # where the button leads


def text_for(kind: str, week: Week, state: WeekStatus) -> ReminderText:
    """For a plan, a log or a review reminder about `week`."""
    if kind == ReminderKind.PLAN:
        text = _("What do you take on in %(week)s? Three tasks are plenty.")
        title, button, route = _("Plan your week"), _("Choose tasks"), "tasks"
    elif kind == ReminderKind.LOG:
        text = _("Nothing is written down for %(week)s yet. One line is enough.")
        title, button, route = _("What did you do this week?"), _("Log"), "log_activity"
    else:
        text = _("Look back on %(week)s: what happened, and what did you learn?")
        title, button, route = _("Look back on your week"), _("Look back"), "review_now"
    return ReminderText(title, text % {"week": week.in_words}, praise_for(state), button, route)


def praise_for(state: WeekStatus) -> str:
    """One sentence on what was gathered; quotes before entries, for they weigh more."""
    if state.quotes:
        return ngettext(
            "You kept what a customer said, in their own words.",
            "You kept %(number)s things that customers said, in their own words.",
            state.quotes,
        ) % {"number": state.quotes}
    if state.activities:
        return ngettext(
            "One piece of work is written down, ready to be shown.",
            "%(number)s pieces of work are written down, ready to be shown.",
            state.activities,
        ) % {"number": state.activities}
    return ""
