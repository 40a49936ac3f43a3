"""What stands on This week, and on every other week: read once, shown in many places."""

import uuid
from dataclasses import dataclass, field, replace
from typing import TypeVar

from tracker.accounts.models import User
from tracker.goals.ladders import Ladder, ladders
from tracker.goals.models import Goal
from tracker.journal.models import Activity
from tracker.people.models import Person
from tracker.progress import queries
from tracker.progress.suggestions import SuggestedTask, suggest
from tracker.reminders.notice import Notice, notice_for
from tracker.reminders.week_status import WeekStatus
from tracker.shared.svg import BarChart, HeatMap
from tracker.shared.weeks import Week
from tracker.week.models import Commitment, WeekRecord
from tracker.week.queries import WeekPlan, left_over, records_until
from tracker.week.rhythm import Rhythm, rhythm

Row = TypeVar("Row", Commitment, WeekRecord)

BARS = 12
HALF_YEAR = 26
DUE = 3


@dataclass(frozen=True, kw_only=True)
class WeekPage:
    """One week; the current one can be planned and logged in, and says what waits."""

    week: Week
    is_current: bool
    previous: Week | None
    next: Week | None
    ahead: Week  # the week after the current one
    activities: list[Activity]
    plan: WeekPlan
    rhythm: Rhythm
    record: WeekRecord | None
    # Sums of the week, of the twelve up to it, and of half a year by day.
    total: queries.WeekTotal
    bars: list[queries.WeekTotal]
    chart: BarChart
    best: queries.WeekTotal | None
    days: list[queries.Day]
    heat: HeatMap
    # Where the goals lead, and what to try next on the way.
    ladders: list[Ladder]
    suggestions: list[SuggestedTask]
    # Of the current week alone.
    due: list[Person] = field(default_factory=list)
    left_over: list[Commitment] = field(default_factory=list)
    to_review: Week | None = None
    notice: Notice | None = None
    # Identities of what may be logged from this page, so that a second click logs nothing.
    client_id: uuid.UUID | None = None
    again_id: uuid.UUID | None = None


def week_page(user: User, shown: Week) -> WeekPage:
    """Read the page of one week."""
    current = user.this_week
    days = queries.days_of(user, shown, HALF_YEAR)
    totals = queries.week_totals(user, days, shown, HALF_YEAR)
    bars = totals[-BARS:]
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
        next=shown.back(-1) if shown.first < current.first else None,
        ahead=current.back(-1),
        activities=activities,
        plan=plan,
        rhythm=rhythm(totals, records, current),
        record=_record_of(user, shown, records),
        total=bars[-1],
        bars=bars,
        chart=queries.week_bars(bars),
        best=queries.best_week(bars),
        days=days,
        heat=queries.day_map(days, shown, HALF_YEAR, user.today),
        ladders=ladders(user, goals),
        suggestions=suggest(user, goals, but=plan.tasks, waiting=due),
        due=due,
    )
    return _with_what_waits(page, user, around, records) if page.is_current else page


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


def _with_what_waits(
    page: WeekPage, user: User, around: list[Commitment], records: list[WeekRecord]
) -> WeekPage:
    return replace(
        page,
        left_over=left_over(around, page.week),
        to_review=_unseen_week(page, records),
        notice=_notice(user, page.bars, around, records),
        client_id=uuid.uuid4(),
        again_id=uuid.uuid4(),
    )


def _unseen_week(page: WeekPage, records: list[WeekRecord]) -> Week | None:
    """Return the week before, where it has entries and nobody has looked back at it yet."""
    before = page.week.back(1)
    for record in records:
        if record.closed_at and record.first in before:
            return None
    return before if any(day.date in before for day in page.days) else None


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
