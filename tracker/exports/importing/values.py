"""What a field of a file says, as its column holds it. Every refusal is a sentence."""

import datetime
import json
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from tracker.exports.registry import Column
from tracker.shared.sheets.tables import UNSTORABLE

MOST_OF_JSON = 200_000  # characters


def value_of(column: Column, given: Any) -> Any:
    """Return what the column holds. Raises ValidationError."""
    field = column.field
    if given is None:
        if not field.null:
            raise ValidationError(_("It may not be empty."))
        return None
    if isinstance(field, models.JSONField):
        return _json(given)
    if isinstance(field, models.BooleanField):
        return _of_type(given, bool, _("It is true or false."))
    if isinstance(field, models.IntegerField):
        _of_type(None if isinstance(given, bool) else given, int, _("It is a number."))
    else:
        _of_type(given, str, _("It is a text."))
        if UNSTORABLE.search(given):
            raise ValidationError(_("It holds a character that cannot be kept."))
    value = field.to_python(given)
    if isinstance(value, datetime.datetime) and value.tzinfo is None:
        raise ValidationError(_("The moment says no time zone."))
    return value


def id_of(given: Any) -> str:
    """Return an id as it is written everywhere. Raises ValidationError."""
    try:
        return str(UUID(given))
    except (ValueError, TypeError, AttributeError) as error:
        raise ValidationError(_("It has no id.")) from error


def _of_type(given: Any, kind: type, sentence: str) -> Any:
    if not isinstance(given, kind):
        raise ValidationError(sentence)
    return given


def _json(given: Any) -> Any:
    text = json.dumps(given, ensure_ascii=False)
    if len(text) > MOST_OF_JSON or "\\u0000" in text or UNSTORABLE.search(text):
        raise ValidationError(_("It holds what cannot be kept."))
    return given
