"""The points ledger: every row that earns, so that its lines add up to every total."""

from dataclasses import dataclass

from django.db.models import F

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.recommendations.models import Recommendation
from tracker.shared.pagination import newest_of_all


@dataclass(frozen=True, slots=True)
class Ledger:
    """Lines newest first: an entry with its quotes, or advice on the day it was adopted."""

    lines: list[Activity | Recommendation]
    # Where the next page begins; "" at the end.
    next_cursor: str


def ledger(user: User, cursor: str, size: int) -> Ledger:
    entries = Activity.objects.owned_by(user).for_ledger()
    adopted = Recommendation.objects.owned_by(user).live().filter(state="adopted")
    dated = adopted.annotate(date=F("decided_on"))
    found = newest_of_all([entries, dated], cursor, size)
    lines = [row for _kind, row in found.rows if isinstance(row, (Activity, Recommendation))]
    return Ledger(lines, found.next_cursor)
