from django.utils.translation import gettext_lazy as _

from tracker.employments.models import Employment
from tracker.shared.registries.search import Source

SOURCES = [
    Source(
        kind="employments",
        heading=_("Employments"),
        place=90,
        model=Employment,
        fields=("company", "role"),
        about=lambda employment: [employment.time],
    )
]
