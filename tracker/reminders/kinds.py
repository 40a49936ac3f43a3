"""The kinds of reminder: one row of data each, and a lookup that raises for a kind without one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.reminders import schedule
from tracker.reminders.delivery.content import MailContent, digest_content, prompt_content
from tracker.reminders.models import ReminderKind
from tracker.reminders.texts import Prompt
from tracker.reminders.week_status import WeekStatus
from tracker.shared.weeks import Week


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRow:
    """Everything that is special about one kind of reminder."""

    kind: ReminderKind
    # Weekday, counted from the first of the owner's week, and hour that its form proposes.
    weekday: int
    hour: int
    about: Promise  # the sentence beside its form
    # The week that it is about, when it is due for somebody on a day.
    week_meant: Callable[[User, date], Week]
    # What This week and calendars show; None for a kind that comes by mail alone.
    prompt: Prompt | None
    # What its mail says about a week; None where there is nothing to say.
    mail: Callable[[User, Week], MailContent | None]


PLAN = Prompt(
    is_wanted=WeekStatus.wants_plan,
    title=_("Plan your week"),
    text=_("What do you plan for %(week)s? Three tasks are plenty."),
    button=_("Choose tasks"),
    route="tasks",
    calendar_title=_("Plan your week"),
)
LOG = Prompt(
    is_wanted=WeekStatus.wants_entry,
    title=_("What did you do this week?"),
    text=_("Nothing is written down for %(week)s yet. One line is enough."),
    button=pgettext_lazy("button", "Log"),
    route="log_activity",
    calendar_title=_("Log what you did this week"),
)
REVIEW = Prompt(
    is_wanted=WeekStatus.wants_review,
    title=_("Review your week"),
    text=_("Review %(week)s: what happened, and what did you learn?"),
    button=_("Review"),
    route="review_now",
    calendar_title=_("Review your week"),
)

# In the order of a week.
ROWS = [
    KindRow(
        kind=ReminderKind.PLAN,
        weekday=0,
        hour=8,
        about=_("When nothing is planned or logged yet. On a week’s last day: the next."),
        week_meant=schedule.week_to_plan,
        prompt=PLAN,
        mail=partial(prompt_content, PLAN),
    ),
    KindRow(
        kind=ReminderKind.LOG,
        weekday=3,
        hour=16,
        about=_("Only when nothing was logged in the week."),
        week_meant=schedule.week_to_log,
        prompt=LOG,
        mail=partial(prompt_content, LOG),
    ),
    KindRow(
        kind=ReminderKind.REVIEW,
        weekday=4,
        hour=15,
        about=_("When something was logged. On a week’s first day: the week before."),
        week_meant=schedule.week_to_review,
        prompt=REVIEW,
        mail=partial(prompt_content, REVIEW),
    ),
    KindRow(
        kind=ReminderKind.DIGEST,
        weekday=0,
        hour=7,
        about=_("By mail: what you gathered in the week that ended last, and what is due."),
        week_meant=schedule.week_to_sum_up,
        prompt=None,
        mail=digest_content,
    ),
]


class UnknownKindError(LookupError):
    """There is no row for that kind of reminder."""


def row_of(kind: str) -> KindRow:
    """Return the row of a kind; a kind that was forgotten here is an error, never a guess."""
    for row in ROWS:
        if row.kind == kind:
            return row
    raise UnknownKindError(kind)


def prompt_of(kind: str) -> Prompt:
    """Return what a kind shows in the app and in calendars; an error for one by mail alone."""
    prompt = row_of(kind).prompt
    if prompt is None:
        raise UnknownKindError(kind)
    return prompt


def kinds_by_mail_alone() -> list[ReminderKind]:
    return [row.kind for row in ROWS if row.prompt is None]
