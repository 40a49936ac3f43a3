"""Reading the journal for its pages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from tracker.accounts.models import User
from tracker.journal.models import Activity, DayTotal
from tracker.shared.weeks import Week


@dataclass(frozen=True, slots=True)
class WeekOfEntries:
    week: Week
    entries: list[Activity]
    # Of the whole week, also where only some of its entries are shown.
    points: int
    # How much of them adopted recommendations earned, which are no entries.
    recommendation_points: int


def by_week(user: User, entries: Iterable[Activity]) -> list[WeekOfEntries]:
    """Entries (newest first) under the weeks in which they fall, with each week's points."""
    groups = [
        (week, list(members))
        for week, members in groupby(entries, key=lambda entry: user.week_of(entry.date))
    ]
    if not groups:
        return []
    first, last = groups[-1][0].first, groups[0][0].last
    points: Counter[Week] = Counter()
    recommendation_points: Counter[Week] = Counter()
    days = DayTotal.objects.owned_by(user).within(first, last)
    for day, earned, for_recommendations in days.values_list(
        "date", "points", "recommendation_points"
    ):
        week = user.week_of(day)
        points[week] += earned
        recommendation_points[week] += for_recommendations
    return [
        WeekOfEntries(week, members, points[week], recommendation_points[week])
        for week, members in groups
    ]
