"""Reading the journal for its pages."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.journal.totals_models import DayTotal
from tracker.shared.weeks import Week


@dataclass(slots=True)
class JournalWeek:
    week: Week
    activities: list[Activity] = field(default_factory=list)
    # Of the whole week, also where only some of its entries are shown.
    points: int = 0
    # How much of them adopted recommendations earned, which are no entries.
    recommendation_points: int = 0


def by_week(user: User, activities: Iterable[Activity]) -> list[JournalWeek]:
    """Put activities (newest first) under the weeks in which they fall, with each week's points."""
    weeks: dict[Week, JournalWeek] = {}
    for activity in activities:
        week = user.week_of(activity.date)
        weeks.setdefault(week, JournalWeek(week)).activities.append(activity)
    if not weeks:
        return []
    in_order = list(weeks)
    totals = DayTotal.objects.owned_by(user).within(in_order[-1].first, in_order[0].last)
    for day, points, recommendation_points in totals.values_list(
        "date", "points", "recommendation_points"
    ):
        if journal_week := weeks.get(user.week_of(day)):
            journal_week.points += points
            journal_week.recommendation_points += recommendation_points
    return list(weeks.values())
