"""What stands on This week, and on every other week: read once, shown in many places."""

import uuid
from typing import Any

from tracker.accounts.models import User
from tracker.goals.ladders import ladders
from tracker.goals.models import Goal
from tracker.journal.models import Activity
from tracker.people.models import Person
from tracker.progress import queries
from tracker.progress.suggestions import suggest
from tracker.reminders.notice import Notice, notice_for
from tracker.reminders.week_status import WeekStatus
from tracker.shared.weeks import EARLIEST, Week
from tracker.week.models import Commitment, WeekRecord
from tracker.week.queries import WeekPlan, left_over, records_until
from tracker.week.rhythm import rhythm

BARS = 12
HALF_YEAR = 26
DUE = 3


def week_page(user: User, shown: Week) -> dict[str, Any]:
    """The page of one week; the current one can be planned and logged in."""
    current = user.this_week
    entries = Activity.objects.owned_by(user).for_week(shown.first, shown.last)
    days = queries.days_of(user, shown, HALF_YEAR)
    totals = queries.week_totals(user, days, shown, HALF_YEAR)
    records = records_until(user, shown)
    around = list(Commitment.objects.owned_by(user).around(shown))
    plan = WeekPlan([c for c in around if c.first in shown], {entry.task_id for entry in entries})
    page = {
        "week": shown,
        "is_current": shown == current,
        "previous": shown.back(1) if shown.first > EARLIEST else None,
        "next": shown.back(-1) if shown.first < current.first else None,
        "ahead": current.back(-1),
        "entries": entries,
        "plan": plan,
        "rhythm": rhythm(totals, records, current),
        **_charts(user, shown, days, totals[-BARS:]),
    }
    if shown != current:
        # What was written in its review is read for past weeks only.
        past = {"record": WeekRecord.objects.owned_by(user).of(shown).first()}
        return page | past | _ahead(user, plan, [])
    due = list(Person.objects.owned_by(user).due(user.today)[:DUE])
    return page | {
        **_ahead(user, plan, due),
        "due": due,
        "record": next((record for record in records if record.first in shown), None),
        "left_over": left_over(around, shown),
        "to_review": _unseen_week(shown, records, days),
        "notice": _notice(user, totals[-BARS:], around, records),
        # Identities of what may be logged from this page, so that a second click logs nothing.
        "client_id": uuid.uuid4(),
        "again_id": uuid.uuid4(),
    }


def _charts(
    user: User, shown: Week, days: list[queries.Day], totals: list[queries.WeekTotal]
) -> dict[str, Any]:
    return {
        "total": totals[-1],
        "bars": totals,
        "chart": queries.week_bars(totals),
        "best": queries.best_week(totals),
        "days": days,
        "heat": queries.day_map(days, shown, HALF_YEAR, user.today),
    }


def _ahead(user: User, plan: WeekPlan, due: list[Person]) -> dict[str, Any]:
    """Where the goals lead, and what to try next on the way."""
    goals = Goal.objects.owned_by(user).active_at_once()
    return {
        "ladders": ladders(user, goals),
        "suggestions": suggest(user, goals, but=plan.tasks, waiting=due),
    }


def _unseen_week(shown: Week, records: list[WeekRecord], days: list[queries.Day]) -> Week | None:
    """The week before, where it has entries and nobody has looked back at it yet."""
    before = shown.back(1)
    closed = any(record.closed_at and record.first in before for record in records)
    return before if not closed and any(day.date in before for day in days) else None


def _notice(
    user: User,
    totals: list[queries.WeekTotal],
    commitments: list[Commitment],
    records: list[WeekRecord],
) -> Notice | None:
    """The reminder that is due, judged by what the page has read anyway."""
    states = {
        one.week: WeekStatus(one.activities, one.quotes, one.points).with_plan(
            [c for c in commitments if c.first in one.week],
            [record for record in records if record.first in one.week],
        )
        for one in totals
    }
    return notice_for(user, states)
