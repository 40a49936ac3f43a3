"""How old something is that fades: fresh, ageing, old. One rule for every page that says so."""

from datetime import date

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

FRESH_DAYS = 90
AGEING_DAYS = 365


class Age(models.TextChoices):
    FRESH = "fresh", gettext_lazy("fresh")
    AGEING = "ageing", gettext_lazy("ageing")
    OLD = "old", gettext_lazy("old")


def age_of(day: date, today: date) -> Age:
    """Return how old what happened on `day` is; what lies ahead is fresh."""
    days = (today - day).days
    if days <= FRESH_DAYS:
        return Age.FRESH
    return Age.AGEING if days <= AGEING_DAYS else Age.OLD


def ages_in_words() -> list[tuple[Age, str]]:
    """Return each age with how many days it spans, as the page says it."""
    return [
        (Age.FRESH, _("at most %(days)d days") % {"days": FRESH_DAYS}),
        (Age.AGEING, _("at most %(days)d days") % {"days": AGEING_DAYS}),
        (Age.OLD, _("older than that")),
    ]
