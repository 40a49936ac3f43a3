"""What stands on This week, and on every other week: read once, shown in many places."""

import uuid
from dataclasses import dataclass, field, replace
from typing import TypeVar

from tracker.accounts.models import User
from tracker.career.readiness.queries import weakest_lens
from tracker.catalogue.models import TaskEffort
from tracker.goals.ladders import Ladder, ladders
from tracker.goals.models import Goal
from tracker.interviews.due import DueOnTheWay, due_on_the_way
from tracker.journal.models import Activity
from tracker.people.models import Person
from tracker.progress import queries
from tracker.progress.suggestions import SuggestedTask, WeakLens, suggest
from tracker.reminders.notice import Notice, notice_for
from tracker.reminders.week_status import WeekStatus
from tracker.shared.weeks import Week
from tracker.week.actions import MOST_WEEKS_AHEAD
from tracker.week.models import Commitment, WeekRecord
from tracker.week.queries import WeekPlan, left_over, records_until
from tracker.week.rhythm import Rhythm, rhythm

Row = TypeVar("Row", Commitment, WeekRecord)

HALF_YEAR = 26  # weeks that the run of those on target may reach back
LOOKED_BACK = 12  # weeks in which a reminder's reasons are looked for
DUE = 3
GAP = 2  # weeks without an entry after which somebody is welcomed back


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Weeks in a row, up to the last one, in which somebody who had logged before did not."""

    first: Week
    last: Week
    weeks: int
    # Something small to come back with; None where nothing fits.
    task: SuggestedTask | None


@dataclass(frozen=True, kw_only=True)
class WeekPage:
    """One week; the current one can be planned and logged in, and says what waits."""

    week: Week
    is_current: bool
    previous: Week | None
    next: Week
    activities: list[Activity]
    plan: WeekPlan
    rhythm: Rhythm
    record: WeekRecord | None
    total: queries.WeekTotal
    # Where the goals lead, and what to try next on the way.
    ladders: list[Ladder]
    suggestions: list[SuggestedTask]
    # Of the current week alone.
    due: list[Person] = field(default_factory=list)
    on_the_way: DueOnTheWay | None = None
    left_over: list[Commitment] = field(default_factory=list)
    to_review: Week | None = None
    gap: "Gap | None" = None
    notice: Notice | None = None
    # Identities of what may be logged from this page, so that a second click logs nothing.
    client_id: uuid.UUID | None = None
    again_id: uuid.UUID | None = None


def week_page(user: User, shown: Week) -> WeekPage:
    """Read the page of one week."""
    current = user.this_week
    days = queries.days_of(user, shown, HALF_YEAR)
    totals = queries.week_totals(user, days, shown, HALF_YEAR)
    records = records_until(user, shown)
    activities = Activity.objects.owned_by(user).for_week(shown.first, shown.last)
    around = list(Commitment.objects.owned_by(user).around(shown))
    plan = _plan_in(shown, around, activities)
    due = list(Person.objects.owned_by(user).due(user.today)[:DUE]) if shown == current else []
    goals = Goal.objects.owned_by(user).active_at_once()
    page = WeekPage(
        week=shown,
        is_current=shown == current,
        previous=shown.back(1) if shown.back(1).is_kept else None,
        next=shown.back(-1),
        activities=activities,
        plan=plan,
        rhythm=rhythm(totals, records, current),
        record=_record_of(user, shown, records),
        total=totals[-1],
        ladders=ladders(user, goals),
        suggestions=suggest(
            user, goals, but=plan.tasks, waiting=due, weakest=_weakest(user, goals)
        ),
        due=due,
    )
    if not page.is_current:
        return page
    return replace(
        page,
        on_the_way=due_on_the_way(user),
        left_over=left_over(around, shown),
        to_review=_unseen_week(user, days, records),
        gap=_gap(user, totals, records, page.suggestions),
        notice=_notice(user, totals[-LOOKED_BACK:], around, records),
        client_id=uuid.uuid4(),
        again_id=uuid.uuid4(),
    )


@dataclass(frozen=True, kw_only=True)
class ComingWeek:
    """A week that has not begun: its plan, and what would fit into it."""

    week: Week
    is_next: bool
    previous: Week
    next: Week | None
    plan: WeekPlan
    suggestions: list[SuggestedTask]
    is_skipped: bool


def coming_week(user: User, week: Week) -> ComingWeek:
    """Read the page of a week that has not begun."""
    plan = WeekPlan(list(Commitment.objects.owned_by(user).for_week(week)), set())
    goals = Goal.objects.owned_by(user).active_at_once()
    latest = user.this_week.back(-MOST_WEEKS_AHEAD)
    record = WeekRecord.objects.owned_by(user).of(week).first()
    return ComingWeek(
        week=week,
        is_next=week == user.this_week.back(-1),
        previous=week.back(1),
        next=week.back(-1) if week.first < latest.first else None,
        plan=plan,
        suggestions=suggest(user, goals, but=plan.tasks, weakest=_weakest(user, goals)),
        is_skipped=bool(record and record.is_skipped),
    )


def _weakest(user: User, goals: list[Goal]) -> WeakLens | None:
    """Return the thinnest lens of the first goal's level, which decides what to try next."""
    return weakest_lens(user, goals[0].level.number if goals else 1)


def _plan_in(week: Week, around: list[Commitment], activities: list[Activity]) -> WeekPlan:
    done_tasks = {activity.task_id for activity in activities}
    return WeekPlan(_of_week(around, week), done_tasks)


def _of_week(rows: list[Row], week: Week) -> list[Row]:
    return [row for row in rows if row.first in week]


def _record_of(user: User, shown: Week, records: list[WeekRecord]) -> WeekRecord | None:
    """Return what is kept about a week; for a past one with what was written in its review."""
    if shown != user.this_week:
        return WeekRecord.objects.owned_by(user).of(shown).first()
    of_week = _of_week(records, shown)
    return of_week[0] if of_week else None


def _unseen_week(user: User, days: list[queries.Day], records: list[WeekRecord]) -> Week | None:
    """Return a week that has entries and at which nobody has looked back yet.

    That is the week before; on its last day it is the current one, where that before is seen.
    """
    closed = {record.first for record in records if record.closed_at}
    weeks = [user.this_week.back(1)]
    if user.today == user.this_week.last:
        weeks.append(user.this_week)
    for week in weeks:
        if not closed & set(week.days) and any(day.date in week for day in days):
            return week
    return None


def _gap(
    user: User,
    totals: list[queries.WeekTotal],
    records: list[WeekRecord],
    suggestions: list[SuggestedTask],
) -> Gap | None:
    """Return the weeks without an entry before this one, where they are two or more.

    Those that are marked as time off are none, nor those before somebody came: who writes down what
    happened earlier has not been away. Whoever has logged this week is back already.
    """
    if totals[-1].activities or not user.activity_count:
        return None
    joined = user.week_of(user.day_of(user.date_joined))
    empty: list[Week] = []
    for total in reversed(totals[:-1]):
        skipped = any(record.is_skipped for record in _of_week(records, total.week))
        if total.activities or skipped or total.week.first <= joined.first:
            break
        empty.append(total.week)
    if len(empty) < GAP:
        return None
    small = [one for one in suggestions if one.task.effort == TaskEffort.SMALL]
    return Gap(
        first=empty[-1],
        last=empty[0],
        weeks=len(empty),
        task=next(iter(small or suggestions), None),
    )


def _notice(
    user: User,
    totals: list[queries.WeekTotal],
    commitments: list[Commitment],
    records: list[WeekRecord],
) -> Notice | None:
    """Return the reminder that is due, judged by what the page has read anyway."""
    statuses = {}
    for total in totals:
        status = WeekStatus(total.activities, total.quotes, total.points)
        statuses[total.week] = status.with_plan(
            _of_week(commitments, total.week), _of_week(records, total.week)
        )
    return notice_for(user, statuses)
