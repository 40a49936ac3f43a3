"""The cells of an import as fields of a form."""

from typing import Any

from django import forms
from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _


class Text(forms.CharField):
    """Text exactly as it stands in the file, spaces included."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value.strip() if self.required else value)


def choice_of(choices: type[models.TextChoices], *, required: bool = True) -> forms.ChoiceField:
    known = ", ".join(choices.values)
    sentence = format_lazy(_("“%(value)s” is not one of: {known}."), known=known)
    return forms.ChoiceField(
        choices=choices.choices,
        required=required,
        help_text=format_lazy(_("One of: {known}."), known=known),
        error_messages={"invalid_choice": sentence},
    )
