"""Reading interviews: one of them, and what This week has to say about them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.shortcuts import get_object_or_404

from tracker.accounts.models import User
from tracker.interviews.models import DEBRIEF_DAYS, Interview
from tracker.shared.page_cache import cached_value

MOST_DUE = 4


class DueStep(StrEnum):
    """What is due about an interview, in the order in which it comes about."""

    PREPARE = "prepare"
    DEBRIEF = "debrief"
    THANK = "thank"


@dataclass(frozen=True, slots=True)
class DueInterview:
    """One thing that is due about one interview."""

    interview: Interview
    step: DueStep
    is_today: bool
    names: str


def interview_of(user: User, pk: int) -> Interview:
    """Return one of the user's own, whatever became of its opening; anybody else's is not there."""
    own_interviews = Interview.objects.owned_by(user).live()
    whole = own_interviews.select_related("owner", "opening__company", "opening__owner")
    interview: Interview = get_object_or_404(whole, pk=pk)
    return interview


def interviews_due(user: User) -> list[DueInterview]:
    """Return what to prepare in the next seven days, to write down and to thank for.

    Kept until its owner writes: This week has no query to spare.
    """
    today = user.today
    name = f"interviews due {today:%Y-%m-%d}"
    return cached_value(user, name, lambda: _interviews_due(user, today))


def _interviews_due(user: User, today: date) -> list[DueInterview]:
    due = []
    for interview in Interview.objects.owned_by(user).around(today):
        for step in due_steps(interview, today):
            names = ", ".join(interview.names)
            due.append(DueInterview(interview, step, interview.date == today, names))
    order = list(DueStep)
    due.sort(key=lambda row: order.index(row.step))  # and by day within each
    return due[:MOST_DUE]


def due_steps(interview: Interview, today: date) -> list[DueStep]:
    """Return what is due about an interview of these weeks.

    On its day it is still to be prepared, and to be written down from the next day on; thanks are
    due as soon as it is past or written down.
    """
    steps = []
    if not interview.is_past(today):
        steps.append(DueStep.PREPARE)
    elif interview.debriefed_on is None and (today - interview.date).days <= DEBRIEF_DAYS:
        steps.append(DueStep.DEBRIEF)
    if interview.wants_thanks(today):
        steps.append(DueStep.THANK)
    return steps
