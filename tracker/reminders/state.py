"""What a reminder asks about a week: the one place where that is known."""

from dataclasses import dataclass

from tracker.accounts.models import User
from tracker.journal.models import DayTotal
from tracker.shared.weeks import Week


@dataclass(frozen=True, slots=True)
class State:
    """What stands in one week of one person."""

    activities: int = 0
    quotes: int = 0
    points: int = 0

    def wants(self, kind: str) -> bool:
        """Whether there is anything to remind of.

        A week in which something was logged needs no call to plan or to log; one in which nothing
        was logged has nothing to look back on.
        """
        return bool(self.activities) if kind == "review" else not self.activities


def state_of(user: User, week: Week) -> State:
    return State(**DayTotal.objects.owned_by(user).within(week.first, week.last).sums())
