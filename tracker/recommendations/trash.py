from django.utils.translation import gettext as _

from tracker.recommendations.models import Recommendation
from tracker.shared.registries.trash import Bin

BINS = [
    Bin(
        model=Recommendation,
        place=70,
        restore_route="restore_recommendation",
        about=lambda recommendation: [_("recommendation")],
    )
]
