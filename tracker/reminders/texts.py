"""What a reminder says, in the app and by mail: it names evidence and counts no streak."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import ngettext

from tracker.reminders.week_status import WeekStatus
from tracker.shared.weeks import Week


@dataclass(frozen=True, slots=True)
class ReminderText:
    title: str
    text: str
    praise: str  # what is there already; empty where nothing is
    button: str
    route: str  # where the button leads


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What a kind of reminder asks for, when there is anything to ask."""

    is_wanted: Callable[[WeekStatus], bool]
    title: Promise
    text: Promise  # with %(week)s in it
    button: Promise
    route: str
    calendar_title: Promise

    def about(self, week: Week, status: WeekStatus) -> ReminderText:
        return ReminderText(
            title=str(self.title),
            text=str(self.text) % {"week": week.in_words},
            praise=praise_for(status),
            button=str(self.button),
            route=self.route,
        )


def praise_for(status: WeekStatus) -> str:
    """Say in one sentence what was gathered; quotes before entries, for they weigh more."""
    if status.quotes:
        return ngettext(
            "You kept what a customer said, in their own words.",
            "You kept %(number)s things that customers said, in their own words.",
            status.quotes,
        ) % {"number": status.quotes}
    if status.activities:
        return ngettext(
            "One piece of work is written down, ready to be shown.",
            "%(number)s pieces of work are written down, ready to be shown.",
            status.activities,
        ) % {"number": status.activities}
    return ""
