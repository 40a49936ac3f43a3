"""What every form here does the same way."""

from typing import Any

from django import forms


class Prose(forms.CharField):
    """Text of several lines: a browser's line ends count as one character, as they are shown."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


class DateInput(forms.DateInput):
    """The browser's own date picker, which speaks ISO whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def with_errors_hidden(form: forms.BaseForm) -> None:
    """Show a bound form as it was typed, before it is checked."""
    form._errors = forms.utils.ErrorDict()  # type: ignore[attr-defined]
