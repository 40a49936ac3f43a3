"""What a niche answers of a hiring manager’s doubts: its proofs, and its tests by the trade."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from tracker.accounts.models import User
from tracker.paths.niches.models import NicheProof
from tracker.shared.registries.evidence import EvidenceKind

SHOWN = 160  # characters of a longer text


def _proofs(user: User) -> QuerySet[Any]:
    """Return those whose niche stands too."""
    return NicheProof.objects.owned_by(user).live().filter(niche__deleted_at__isnull=True)


EVIDENCE = [
    EvidenceKind(
        name="niche-proofs",
        lenses=("market",),
        place=105,
        rows=_proofs,
        counted=ngettext_lazy(
            "%(number)d proof of my niche", "%(number)d proofs of my niche", "number"
        ),
        label=_("proof of my niche"),
        route="niche",
        list_address=lambda: reverse("paths"),
        key="niche_id",
        title="niche__statement",
        detail=Left("text", SHOWN),
    )
]
