from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.recommendations import payments
from tracker.recommendations.models import Recommendation
from tracker.shared.registries.exported import ExportKind


def nothing_yet(recommendation: Recommendation) -> None:
    recommendation.points = 0


def pay(owner: User) -> None:
    """Pay adopted advice by the rules; call it once the journal's own sums are counted."""
    adopted = Recommendation.objects.owned_by(owner).filter(decided_on__isnull=False)
    days = adopted.order_by().values_list("decided_on", flat=True).distinct()
    payments.reassign_points(owner, list(days))


KINDS = [
    ExportKind(
        name="recommendations",
        model=Recommendation,
        by_rule={"points": _("by the rules of points")},
        prepare=nothing_yet,
    )
]
AFTER_IMPORT = [pay]
