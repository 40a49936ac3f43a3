"""What companies answer of a hiring manager’s doubts: those listed with a reason."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Left, TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tracker.accounts.models import User
from tracker.openings.companies.models import Company
from tracker.shared.registries.evidence import EvidenceKind

SHOWN = 160  # characters of the reason


def _with_a_reason(user: User) -> QuerySet[Any]:
    return Company.objects.owned_by(user).live().exclude(why="")


EVIDENCE = [
    EvidenceKind(
        name="companies",
        lenses=("market",),
        place=155,
        rows=_with_a_reason,
        counted=ngettext_lazy("%(number)d company", "%(number)d companies", "number"),
        label=_("company that my niche counts for"),
        route="company",
        list_address=lambda: reverse("companies"),
        day=TruncDate("created_at"),
        title="name",
        detail=Left("why", SHOWN),
        order=("-pk",),
    )
]
