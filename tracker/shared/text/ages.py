"""How old something is that fades: fresh, ageing, old. One rule for every page that says so."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

FRESH_DAYS = 90
AGEING_DAYS = 365


class Age(models.TextChoices):
    FRESH = "fresh", _("fresh")
    AGEING = "ageing", _("ageing")
    OLD = "old", _("old")


def age_of(day: date, today: date) -> Age:
    """Return how old what happened on `day` is; what lies ahead is fresh."""
    days = (today - day).days
    if days <= FRESH_DAYS:
        return Age.FRESH
    return Age.AGEING if days <= AGEING_DAYS else Age.OLD
