"""The points ledger: every row that earns, so that its lines add up to every total."""

from dataclasses import dataclass

from django.db.models import F

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.recommendations.models import Recommendation
from tracker.shared.pagination import newest_of_all


@dataclass(frozen=True, slots=True)
class Ledger:
    """Lines newest first: an entry with its quotes, or a recommendation when it was adopted."""

    lines: list[Activity | Recommendation]
    # Where the next page begins; "" at the end.
    next_cursor: str


def ledger(user: User, cursor: str, size: int) -> Ledger:
    activities = Activity.objects.owned_by(user).for_ledger()
    adopted = Recommendation.objects.owned_by(user).live().filter(state="adopted")
    dated = adopted.annotate(date=F("decided_on"))
    page = newest_of_all([activities, dated], cursor, size)
    lines = []
    for _kind, row in page.rows:
        assert isinstance(row, (Activity, Recommendation))
        lines.append(row)
    return Ledger(lines, page.next_cursor)
