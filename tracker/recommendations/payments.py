"""What adopted advice earns, and the journal's sums that hold it.

The same advice is advice with the same title, whatever its case, spaces and punctuation: of those
that stand adopted, the first one adopted earns its worth and the others nothing. So one row is
paid once however often its state goes to and fro, a copy is not paid again, and no order of
deleting and restoring pays twice or loses a payment.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Sum

from tracker.accounts.models import User
from tracker.journal import totals
from tracker.journal.points import fingerprint
from tracker.recommendations.models import ADOPTED_POINTS, Recommendation, RecommendationState


def reassign_points(owner: User, days: Iterable[date | None]) -> None:
    """Pay the owner's advice, and count again `days` and every date whose payment changed.

    Call it under the owner's lock, after the write.
    """
    changed_days = _pay_first(owner)
    for day in days:
        if day:
            changed_days.add(day)
    adopted = Recommendation.objects.owned_by(owner).adopted_on(changed_days)
    earned = dict(adopted.values_list("decided_on").annotate(earned=Sum("points")).order_by())
    for day in changed_days:
        totals.set_recommendation_points(owner, day, earned.get(day, 0))


def paid_duplicate(recommendation: Recommendation) -> Recommendation | None:
    """Return the one that was paid for the same advice; None where this one was, or none is."""
    if recommendation.state != RecommendationState.ADOPTED or recommendation.points:
        return None
    title = fingerprint(recommendation.title)
    for paid in Recommendation.objects.owned_by(recommendation.owner).paid():
        if fingerprint(paid.title) == title:
            return paid
    return None


def _pay_first(owner: User) -> set[date]:
    """Pay the first adopted of each set of the same advice; return dates of changed payments."""
    adopted = Recommendation.objects.owned_by(owner).live().filter(state="adopted")
    paid_titles: set[str] = set()
    changed: list[Recommendation] = []
    changed_days: set[date] = set()
    rows = adopted.only("title", "decided_on", "points", "worth").order_by("decided_on", "pk")
    for recommendation in rows:
        before = (recommendation.points, recommendation.worth)
        if recommendation.worth is None:
            # The release before this one, serving beside it, does not know the column.
            recommendation.worth = recommendation.points or ADOPTED_POINTS
        # A title of signs alone is no words to be the same as another's.
        title = fingerprint(recommendation.title) or f"#{recommendation.pk}"
        recommendation.points = 0 if title in paid_titles else recommendation.worth
        paid_titles.add(title)
        if before == (recommendation.points, recommendation.worth):
            continue
        changed.append(recommendation)
        if recommendation.decided_on:
            changed_days.add(recommendation.decided_on)
    Recommendation.objects.bulk_update(changed, ["points", "worth"])
    return changed_days
