from django.utils.translation import gettext_lazy as _

from tracker.awards.models import Award
from tracker.shared.registries.search import NEWEST_DAY, Source, own_date

SOURCES = [
    Source(
        kind="awards",
        heading=_("Awards"),
        place=75,
        model=Award,
        fields=("title",),
        order=NEWEST_DAY,
        day_of=own_date,
    )
]
