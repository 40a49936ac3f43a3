"""What a reminder asks about a week: the one place where that is known."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from tracker.accounts.models import User
from tracker.journal.totals_models import DayTotal
from tracker.shared.weeks import Week
from tracker.week.models import Commitment, CommitmentState, WeekRecord


@dataclass(frozen=True, slots=True)
class WeekStatus:
    """What stands in one week of one person."""

    activities: int = 0
    quotes: int = 0
    points: int = 0
    is_planned: bool = False
    is_closed: bool = False
    is_skipped: bool = False

    # Whether there is anything to remind of; a skipped week is left in peace.

    def wants_plan(self) -> bool:
        """Say no for a week in which something was planned or logged."""
        return not (self.is_skipped or self.activities or self.is_planned)

    def wants_entry(self) -> bool:
        """Say no for a week in which something was logged."""
        return not (self.is_skipped or self.activities)

    def wants_review(self) -> bool:
        """Say no for a week in which nothing was logged, or that is closed."""
        return bool(self.activities) and not (self.is_skipped or self.is_closed)

    def with_plan(
        self, commitments: Iterable[Commitment], records: Iterable[WeekRecord]
    ) -> "WeekStatus":
        """Return the same with its plan and what is kept about it."""
        status = self
        for commitment in commitments:
            if commitment.state != CommitmentState.DROPPED:
                status = replace(status, is_planned=True)
        for record in records:
            is_closed = status.is_closed or record.closed_at is not None
            is_skipped = status.is_skipped or record.is_skipped
            status = replace(status, is_closed=is_closed, is_skipped=is_skipped)
        return status


def week_status_of(user: User, week: Week) -> WeekStatus:
    sums: dict[str, Any] = dict(
        DayTotal.objects.owned_by(user).within(week.first, week.last).sums()
    )
    return WeekStatus(**sums).with_plan(
        Commitment.objects.owned_by(user).of(week), WeekRecord.objects.owned_by(user).of(week)
    )
