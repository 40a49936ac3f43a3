"""What every form here does the same way."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import construct_instance
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

M = TypeVar("M", bound=models.Model)


class MultilineField(forms.CharField):
    """Text of several lines: a browser's line ends count as one character, as they are shown."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


class NoConstraintQueryForm(forms.ModelForm[M]):
    """A form whose fields check all that its model's constraints demand.

    Django asks the database about each check constraint before saving, one query for each; here
    the only question is the saving itself.
    """

    def _post_clean(self) -> None:
        self.instance = construct_instance(self, self.instance, self._meta.fields)
        unchecked = self._get_validation_exclusions()  # type: ignore[attr-defined]
        try:
            self.instance.full_clean(unchecked, validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]


class DateInput(forms.DateInput):
    """The browser's own date picker, which speaks ISO whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class LongSelect(forms.Select):
    """A list of hundreds, without groups: Django renders a template for each option."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        chosen = set(self.format_value(value))
        rows = []
        for key, label in self.choices:
            selected = mark_safe(" selected") if str(key) in chosen else ""
            rows.append((key, selected, label))
        options = format_html_join("\n", '<option value="{}"{}>{}</option>', rows)
        about = flatatt(self.build_attrs({**self.attrs, "name": name}, attrs))
        return format_html("<select{}>\n{}\n</select>", about, options)


def with_errors_hidden(form: forms.BaseForm) -> None:
    """Show a bound form as it was typed, before it is checked."""
    form._errors = forms.utils.ErrorDict()  # type: ignore[attr-defined]


def holds_any(form: forms.BaseForm, names: Iterable[str]) -> bool:
    """Return whether a field among `names` has something in it or something wrong with it.

    What is folded away on a page opens by itself then.
    """
    return any(form[name].value() or form[name].errors for name in names)


def still_to_come(day: date | None, today: date, before: date | None) -> date | None:
    """Return a day on which something is to be done; a past one is a slip, unless it stood there.

    Raises ValidationError.
    """
    if day and day != before and day < today:
        raise ValidationError(_("That day is past. Choose today or a later one."))
    return day
