"""What an entry changed, and the sentence that says how one knows."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.shared.limits import at_most
from tracker.shared.soft_delete import LIVE

IMPACT_PROOF_LIMIT = 300
PROOF_MISSING = _("Say in a sentence how you know that the impact was real.")
IMPACT_MISSING = _("Choose how much it changed, or leave the sentence empty.")


class Impact(models.TextChoices):
    NONE = "none", pgettext_lazy("what an entry changed", "none")
    SMALL = "small", _("small")
    REAL = "real", _("real")


class HasImpact(models.Model):
    """The columns of an entry; "" where nobody said what it changed."""

    impact = models.CharField(
        _("impact"), max_length=5, choices=Impact, blank=True, default="", db_default=""
    )
    impact_proof = models.CharField(
        _("how you know"), max_length=IMPACT_PROOF_LIMIT, blank=True, default="", db_default=""
    )

    class Meta:
        abstract = True


def impact_index() -> models.Index:
    return models.Index(
        fields=["owner", "impact", "-date", "-id"],
        condition=LIVE & ~Q(impact=""),
        name="activity_impact",
    )


def impact_constraints() -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(impact__in=["", *Impact.values]), name="activity_impact_known"
        ),
        models.CheckConstraint(
            condition=~Q(impact=Impact.REAL) | ~Q(impact_proof=""),
            name="activity_real_impact_is_proven",
            violation_error_message=PROOF_MISSING,
        ),
        models.CheckConstraint(
            condition=Q(impact_proof="") | ~Q(impact=""),
            name="activity_proof_has_an_impact",
            violation_error_message=IMPACT_MISSING,
        ),
        at_most("impact_proof", IMPACT_PROOF_LIMIT, "activity_impact_proof_short"),
    ]
