"""Limits held by the database as well as by forms: SQLite does not enforce max_length.

Each stands in one place: the constraint and the sentence beside the field are made from it.
"""

from collections.abc import Sequence
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.functional import Promise, lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

with_commas = lazy(intcomma, str)  # 1,000 for 1000, in the reader's language


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
        if len(getattr(instance, self.field) or "") > self.limit:
            raise ValidationError(self.get_violation_error_message())

    def deconstruct(self) -> Any:
        """Describe it as the check that it is: migrations need not know more."""
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


class _OneOf(models.CheckConstraint):
    """The same for a field that holds one of a few values; its form field checks them."""

    def __init__(self, field: str, values: Sequence[Any], name: str) -> None:
        self.field, self.values = field, list(values)
        super().__init__(condition=models.Q((f"{field}__in", self.values)), name=name)

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Any = None,
        using: str = DEFAULT_DB_ALIAS,
    ) -> None:
        if exclude and self.field in exclude:
            return
        if getattr(instance, self.field) not in self.values:
            raise ValidationError(self.get_violation_error_message())

    def deconstruct(self) -> Any:
        path = "django.db.models.CheckConstraint"
        return (path, (), {"condition": self.condition, "name": self.name})

    def clone(self) -> "_OneOf":
        return _OneOf(self.field, self.values, self.name)


def at_most(field: str, limit: int, name: str) -> models.CheckConstraint:
    """Return a check that `field` holds at most `limit` characters."""
    return _AtMost(field, limit, name)


def one_of(field: str, choices: type[models.Choices], name: str) -> models.CheckConstraint:
    """Return a check that `field` holds one of the values of `choices`."""
    return _OneOf(field, choices.values, name)


def limit_text(limit: int) -> Promise:
    """Return "At most 2,000 characters." for the help beside a field, in the reader's language."""
    return format_lazy(_("At most {limit} characters."), limit=with_commas(limit))
