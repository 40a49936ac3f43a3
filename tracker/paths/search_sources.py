from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.paths.niches.models import Niche
from tracker.paths.stints.models import Stint
from tracker.shared.registries.search import Source

SOURCES = [
    Source(
        kind="stints",
        heading=gettext_lazy("Stints"),
        place=92,
        model=Stint,
        fields=Stint.SEARCHED_FIELDS,
        day_of=lambda stint, zone: stint.first_on,
        about=lambda stint: [stint.company or _("my own company")],
    ),
    Source(
        kind="niches",
        heading=gettext_lazy("Niches"),
        place=94,
        model=Niche,
        fields=Niche.SEARCHED_FIELDS,
    ),
]
