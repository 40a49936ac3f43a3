from django.utils.translation import gettext_lazy as _

from tracker.openings.companies.models import Company
from tracker.openings.models import Opening
from tracker.shared.registries.search import Source, day_of_change

SOURCES = [
    Source(
        kind="openings",
        heading=_("Openings"),
        place=80,
        model=Opening,
        fields=Opening.SEARCHED_FIELDS,
        related=("company",),
        day_of=day_of_change,
        about=lambda opening: [opening.where, opening.get_stage_display()],
    ),
    Source(
        kind="companies",
        heading=_("Companies"),
        place=90,
        model=Company,
        fields=Company.SEARCHED_FIELDS,
        day_of=day_of_change,
        about=lambda company: [company.in_brief],
    ),
]
