"""How forms of this feature offer openings and skills: read once, however many rows there are."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from tracker.shared.forms import LongSelect

M = TypeVar("M", bound=models.Model)


class RowField(forms.ChoiceField):
    """One of a few rows that were read beforehand. Cleans to the row; to None for nothing."""

    widget = LongSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rows: dict[str, models.Model] = {}
        # Whether a row that is gone counts as nothing, for what is sent long after it was chosen.
        self.is_lenient = False

    def offer(self, rows: Iterable[models.Model], nothing: StrOrPromise) -> None:
        """Offer `rows`, below `nothing`, which is what an empty choice is called."""
        choices: list[tuple[str, StrOrPromise]] = [("", nothing)]
        self.rows = {}
        for row in rows:
            self.rows[str(row.pk)] = row
            choices.append((str(row.pk), str(row)))
        self.choices = choices

    def prepare_value(self, value: Any) -> Any:
        return value.pk if isinstance(value, models.Model) else value

    def clean(self, value: Any) -> Any:
        if not value:
            return super().clean(value) or None
        if str(value) not in self.rows:
            if self.is_lenient:
                return None
            raise ValidationError(_("That is not there any more. Choose something else."))
        return self.rows[str(value)]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) or "") != str(data or "")


class RowsField(forms.MultipleChoiceField):
    """Any number of a few rows that were read beforehand, as check boxes. Cleans to the rows."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rows: dict[str, models.Model] = {}

    def offer(self, rows: Iterable[models.Model]) -> None:
        self.rows = {str(row.pk): row for row in rows}
        self.choices = [(key, str(row)) for key, row in self.rows.items()]

    def clean(self, value: Any) -> Any:
        return [self.rows[key] for key in super().clean(value)]
