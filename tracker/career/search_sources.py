from django.utils.translation import gettext_lazy as _

from tracker.career.models import FitVerdict, MotiveNote, Request
from tracker.shared.registries.search import NEWEST_DAY, Source, own_date

SOURCES = [
    Source(
        kind="requests",
        heading=_("Requests"),
        place=72,
        model=Request,
        fields=Request.SEARCHED_FIELDS,
        related=("person",),
        order=NEWEST_DAY,
        day_of=own_date,
        about=lambda request: [request.live_person],
    ),
    Source(
        kind="motives",
        heading=_("Motive notes"),
        place=74,
        model=MotiveNote,
        fields=MotiveNote.SEARCHED_FIELDS,
        order=NEWEST_DAY,
        day_of=own_date,
    ),
    Source(
        kind="verdicts",
        heading=_("Fit verdicts"),
        place=76,
        model=FitVerdict,
        fields=FitVerdict.SEARCHED_FIELDS,
        order=NEWEST_DAY,
        day_of=own_date,
        about=lambda verdict: [verdict.get_energy_display()],
    ),
]
