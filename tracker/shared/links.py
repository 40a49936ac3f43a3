"""Links that a person gives: http and https only, so that none can run a script."""

from typing import Any

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkField(models.URLField[str, str]):
    default_validators = [
        URLValidator(["http", "https"], message=_("Write a link that begins with https://."))
    ]

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"assume_scheme": "https", **kwargs})
