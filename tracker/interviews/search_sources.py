from django.utils.translation import gettext_lazy as _

from tracker.interviews.models import Interview
from tracker.interviews.practice.models import Practice
from tracker.shared.registries.search import NEWEST_DAY, Source, own_date

SOURCES = [
    Source(
        kind="interviews",
        heading=_("Interviews"),
        place=82,
        model=Interview,
        fields=Interview.SEARCHED_FIELDS,
        related=("opening",),
        order=NEWEST_DAY,
        day_of=own_date,
        about=lambda interview: [interview.get_kind_display(), interview.opening],
    ),
    Source(
        kind="practices",
        heading=_("Practice"),
        place=84,
        model=Practice,
        fields=Practice.SEARCHED_FIELDS,
        order=NEWEST_DAY,
        day_of=own_date,
    ),
]
