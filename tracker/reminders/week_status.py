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

    def wants(self, kind: str) -> bool:
        """Whether there is anything to remind of.

        A week in which something was planned or logged needs no call to plan, one in which
        something was logged no call to log; one in which nothing was logged, or that is closed,
        has nothing to look back on; a skipped week is left in peace.
        """
        if self.is_skipped:
            return False
        if kind == "review":
            return bool(self.activities) and not self.is_closed
        return not self.activities and not (kind == "plan" and self.is_planned)

    def with_plan(
        self, commitments: Iterable[Commitment], records: Iterable[WeekRecord]
    ) -> "WeekStatus":
        """The same with what was taken on for the week and what is kept about it."""
        records = list(records)
        return replace(
            self,
            is_planned=any(c.state != CommitmentState.DROPPED for c in commitments),
            is_closed=any(record.closed_at for record in records),
            is_skipped=any(record.is_skipped for record in records),
        )


def week_status_of(user: User, week: Week) -> WeekStatus:
    sums: dict[str, Any] = dict(
        DayTotal.objects.owned_by(user).within(week.first, week.last).sums()
    )
    return WeekStatus(**sums).with_plan(
        Commitment.objects.owned_by(user).of(week), WeekRecord.objects.owned_by(user).of(week)
    )
