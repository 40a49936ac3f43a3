"""Length limits held by the database as well as by forms: SQLite does not enforce max_length."""

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


def at_most(field: str, limit: int, name: str) -> models.CheckConstraint:
    """A check that `field` holds at most `limit` characters."""
    return models.CheckConstraint(
        condition=LessThanOrEqual(Length(field), models.Value(limit)),
        name=name,
        violation_error_message=format_lazy(
            _("At most {limit} characters are kept here."), limit=limit
        ),
    )
