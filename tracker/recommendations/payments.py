"""What adopted advice earns, and the journal's sums that hold it.

The same advice is advice with the same title, whatever its case, spaces and punctuation: of those
that stand adopted, the first one adopted has the 25 and the others nothing. So one row is paid
once however often its state goes to and fro, a copy is not paid again, and no order of deleting
and restoring pays twice or loses a payment.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Sum

from tracker.accounts.models import User
from tracker.journal import totals
from tracker.journal.points import fingerprint
from tracker.recommendations.models import ADOPTED_POINTS, Recommendation, RecommendationState


def keep(owner: User, days: Iterable[date | None]) -> None:
    """Settle the owner's advice and count again `days` and every date whose payment changed.

    Call it under the owner's lock, after the write.
    """
    touched = {day for day in days if day} | _pay_first(owner)
    mine = Recommendation.objects.owned_by(owner)
    earned = dict(
        mine.adopted_on(touched).values_list("decided_on").annotate(earned=Sum("points")).order_by()
    )
    for day in touched:
        totals.set_recommendation_points(owner, day, earned.get(day, 0))


def paid_twin(recommendation: Recommendation) -> Recommendation | None:
    """The one that has the points for the same advice; None where this one has them itself."""
    if recommendation.state != RecommendationState.ADOPTED or recommendation.points:
        return None
    mine = Recommendation.objects.owned_by(recommendation.owner).paid()
    same = fingerprint(recommendation.title)
    return next((one for one in mine if fingerprint(one.title) == same), None)


def _pay_first(owner: User) -> set[date]:
    """Pay the first adopted of each set of the same advice; returns dates of changed payments."""
    adopted = Recommendation.objects.owned_by(owner).live().filter(state="adopted")
    seen: set[str] = set()
    changed: list[Recommendation] = []
    for one in adopted.only("title", "decided_on", "points").order_by("decided_on", "pk"):
        # A title of signs alone is no words to be the same as another's.
        same = fingerprint(one.title) or f"#{one.pk}"
        due = 0 if same in seen else ADOPTED_POINTS
        seen.add(same)
        if one.points != due:
            one.points = due
            changed.append(one)
    Recommendation.objects.bulk_update(changed, ["points"])
    return {one.decided_on for one in changed if one.decided_on}
