"""How confident somebody feels about a skill, day by day."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import Skill
from tracker.shared.owned import Owned, OwnedQuerySet

HIGHEST = 5


class ConfidenceRating(Owned):
    """Own confidence about one skill on one local date; the last word of a day counts."""

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="confidence_ratings", editable=False
    )
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="+")
    date = models.DateField(_("date"))
    rating = models.PositiveSmallIntegerField(
        _("confidence"), validators=[MinValueValidator(1), MaxValueValidator(HIGHEST)]
    )

    objects = OwnedQuerySet["ConfidenceRating"].as_manager()

    class Meta:
        verbose_name = _("confidence")
        verbose_name_plural = _("confidence")
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "skill", "date"], name="confidence_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(rating__range=(1, HIGHEST)), name="confidence_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating}"
