"""Links that a person gives: http and https only, so that none can run a script."""

from typing import Any

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

REFUSED = _("Write a link that begins with https://.")


class LinkField(models.URLField[str, str]):
    default_validators = [URLValidator(["http", "https"], message=REFUSED)]

    def formfield(self, **kwargs: Any) -> Any:
        defaults = {"assume_scheme": "https", "error_messages": {"invalid": REFUSED}}
        return super().formfield(**{**defaults, **kwargs})
