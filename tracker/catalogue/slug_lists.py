"""A few slugs in one text column, with a space between: small, in the history, in every file."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

LIST_LIMIT = 200
SEPARATORS = re.compile(r"[\s,;]+")


def slugs_of(text: str) -> list[str]:
    """Return the slugs of a list in its order, each once."""
    return list(dict.fromkeys(filter(None, SEPARATORS.split(text.casefold()))))


class SlugListField(models.CharField[str, str]):
    """Slugs with a space between; `known` are those that there may be, where that is fixed."""

    def __init__(
        self, *args: Any, known: type[models.TextChoices] | None = None, **kwargs: Any
    ) -> None:
        self.known = known
        kwargs.setdefault("max_length", LIST_LIMIT)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Describe it as the column that it is: migrations need not know more."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        """Offer what is known, or the `choices` of a caller, as check boxes."""
        choices = kwargs.pop("choices", self.known.choices if self.known else None)
        if choices is None:
            return super().formfield(**kwargs)
        label = capfirst(str(self.verbose_name))
        return SlugBoxes(choices=choices, required=not self.blank, label=label)

    def to_python(self, value: Any) -> str:
        return " ".join(slugs_of(value or ""))

    def validate(self, value: str, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if self.known is None:
            return
        for slug in slugs_of(value):
            if slug not in self.known.values:
                raise ValidationError(
                    _("There is no “%(slug)s”. There are: %(known)s."),
                    params={"slug": slug[:80], "known": ", ".join(self.known.values)},
                )


class SlugBoxes(forms.MultipleChoiceField):
    """Check boxes that clean to the list as its column keeps it."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        return slugs_of(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return " ".join(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(slugs_of(initial or ""), data)


def holds(field: str, slug: str) -> models.Q:
    """Return the condition that the list in `field` holds `slug`."""
    return models.Q(**{f"{field}__regex": rf"(^| ){re.escape(slug)}( |$)"})
