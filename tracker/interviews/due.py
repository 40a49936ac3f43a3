"""What is due on the way to a job: next steps of openings, and what interviews ask for."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    DateField,
    F,
    Field,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    TimeField,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.interviews.models import DEBRIEF_DAYS, Interview
from tracker.openings.models import Opening

MOST_OPENINGS = 3
MOST_INTERVIEWS = 4
WITH = Interview.people.through
# Of an interview alone: what an opening has nothing of.
OF_INTERVIEWS: dict[str, Field[Any, Any]] = {
    "kind": CharField(),
    "time": TimeField(),
    "time_zone": CharField(),
    "debriefed_on": DateField(),
    "needs_thanks": BooleanField(),
    "thanked_on": DateField(),
    "first_name": CharField(),
    "with_whom": CharField(),
    "number": IntegerField(),
}


class DueStep(StrEnum):
    """What is due about an interview, in the order in which it comes about."""

    PREPARE = "prepare"
    DEBRIEF = "debrief"
    THANK = "thank"


@dataclass(frozen=True, slots=True)
class DueInterview:
    """One thing that is due about one interview; `names` say with whom, "" for nobody known."""

    interview: Interview
    step: DueStep
    is_today: bool
    names: str


@dataclass(frozen=True, slots=True)
class DueOnTheWay:
    """Openings whose next step was wanted by today, and what is due about interviews.

    The rows have what a line about them needs, and no more.
    """

    openings: list[Opening]
    interviews: list[DueInterview]


def due_on_the_way(user: User) -> DueOnTheWay:
    """Read both in one query, for This week has none to spare."""
    today = user.today
    openings: list[Opening] = []
    interviews: list[DueInterview] = []
    for row in _openings(user).union(_interviews(user), all=True):
        opening = Opening(pk=row["opening_key"], title=row["title"])
        if row["key"] is None:
            opening.next_step, opening.next_step_on = row["words"], row["day"]
            openings.append(opening)
            continue
        own = {name: row[name] for name in ("kind", "time", "debriefed_on", "thanked_on")}
        own |= {"time_zone": row["time_zone"] or "", "needs_thanks": bool(row["needs_thanks"])}
        interview = Interview(pk=row["key"], opening=opening, date=row["day"], **own)
        for step in due_steps(interview, today):
            interviews.append(DueInterview(interview, step, row["day"] == today, _names(row)))
    openings.sort(key=lambda opening: (opening.next_step_on, opening.pk))
    order = list(DueStep)
    interviews.sort(key=lambda due: (order.index(due.step), due.interview.date, due.interview.pk))
    return DueOnTheWay(openings, interviews[:MOST_INTERVIEWS])


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


def _openings(user: User) -> QuerySet[Any]:
    # A part of a union must have no order and no limit of its own on SQLite: its keys may.
    due = Opening.objects.owned_by(user).due(user.today).values("pk")[:MOST_OPENINGS]
    nothing = {name: Cast(Value(None), field) for name, field in OF_INTERVIEWS.items()}
    rows = Opening.objects.owned_by(user).filter(pk__in=due)
    selected: QuerySet[Any] = rows.annotate(
        key=Cast(Value(None), IntegerField()),
        words=F("next_step"),
        opening_key=F("pk"),
        day=F("next_step_on"),
        **nothing,
    ).values("key", "opening_key", "title", "words", "day", *OF_INTERVIEWS)
    return selected


def _interviews(user: User) -> QuerySet[Any]:
    with_people = WITH.objects.filter(interview=OuterRef("pk"), person__deleted_at=None)
    by_interview = with_people.order_by().values("interview")
    counted = by_interview.annotate(number=Count("pk")).values_list("number", flat=True)  # type: ignore[misc]
    rows = Interview.objects.owned_by(user).around(user.today).prefetch_related(None).order_by()
    selected: QuerySet[Any] = rows.annotate(
        key=F("pk"),
        words=Value("", CharField()),
        opening_key=F("opening"),
        title=F("opening__title"),
        day=F("date"),
        first_name=Subquery(with_people.order_by("person__name").values("person__name")[:1]),
        number=Coalesce(Subquery(counted), 0),
    ).values("key", "opening_key", "title", "words", "day", *OF_INTERVIEWS)
    return selected


def _names(row: dict[str, Any]) -> str:
    if not row["first_name"]:
        return str(row["with_whom"])
    is_alone = row["number"] == 1 and not row["with_whom"]
    name = {"name": row["first_name"]}
    return str(row["first_name"]) if is_alone else _("%(name)s and others") % name
