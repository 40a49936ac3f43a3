"""Length limits held by the database as well as by forms: SQLite does not enforce max_length."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class _AtMost(models.CheckConstraint):
    """A check of the database that a form makes by itself, not by a query for each text."""

    def __init__(self, field: str, limit: int, name: str) -> None:
        self.field, self.limit = field, limit
        super().__init__(
            condition=LessThanOrEqual(Length(field), models.Value(limit)),
            name=name,
            violation_error_message=format_lazy(
                _("At most {limit} characters are kept here."), limit=limit
            ),
        )

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        if exclude and self.field in exclude:
            return
        if len(getattr(instance, self.field)) > self.limit:
            raise ValidationError(self.get_violation_error_message())

    def deconstruct(self) -> Any:
        """As the check that it is: migrations need not know more."""
        return (
            "django.db.models.CheckConstraint",
            (),
            {
                "condition": self.condition,
                "name": self.name,
                "violation_error_message": self.violation_error_message,
            },
        )

    def clone(self) -> "_AtMost":
        return _AtMost(self.field, self.limit, self.name)


def at_most(field: str, limit: int, name: str) -> models.CheckConstraint:
    """A check that `field` holds at most `limit` characters."""
    return _AtMost(field, limit, name)
