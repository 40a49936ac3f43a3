from django.utils.translation import gettext_lazy as _

from tracker.recommendations.models import Recommendation
from tracker.shared.registries.search import Source, day_of_change

SOURCES = [
    Source(
        kind="recommendations",
        heading=_("Recommendations"),
        place=40,
        model=Recommendation,
        fields=Recommendation.SEARCHED_FIELDS,
        day_of=day_of_change,
        about=lambda recommendation: [recommendation.get_state_display()],
    )
]
