from django.utils.translation import gettext_lazy as _

from tracker.journal.models import Activity, Quote
from tracker.shared.registries.search import NEWEST_DAY, Source, own_date

SOURCES = [
    Source(
        kind="entries",
        heading=_("Journal"),
        place=20,
        model=Activity,
        fields=Activity.SEARCHED_FIELDS,
        related=("task",),
        order=NEWEST_DAY,
        day_of=own_date,
        about=lambda activity: [activity.title and activity.task],
    ),
    Source(
        kind="quotes",
        heading=_("Quotes"),
        place=30,
        model=Quote,
        fields=Quote.SEARCHED_FIELDS,
        related=("activity__task",),
        order=NEWEST_DAY,
        day_of=own_date,
        about=lambda quote: [quote.activity],
        is_quote=True,
    ),
]
