"""Rows at their limits: the longest texts, the earliest and the latest days that are kept."""

from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction

from tests.guards.rows import owned_models
from tracker.accounts.models import User
from tracker.shared.weeks import EARLIEST, LATEST

# A text of many lines, quotation marks, and what is not in the Basic Multilingual Plane.
LINES = "“Ü” & <b>\n\n🙂 "


def stretch(owner: User, *, latest: bool = False) -> None:
    """Make every text of every row of `owner` as long as it may be, and every date an edge.

    A value that the database refuses beside the others of its row stays as it was.
    """
    for row in [owner, *all_rows(owner)]:
        for field in row._meta.concrete_fields:
            value = _edge_of(field, latest)
            if value is not None:
                _try(row, field.attname, value)


def all_rows(owner: User) -> list[models.Model]:
    rows: list[models.Model] = []
    for model in owned_models():
        rows.extend(model.objects.filter(owner=owner).order_by("pk"))
    return rows


def _edge_of(field: models.Field, latest: bool) -> Any:
    if field.choices or field.primary_key or not field.editable or field.name in NOT_FREE:
        return None
    if isinstance(field, models.TextField):
        many = (LINES * (field.max_length or 0))[: field.max_length]
        return f"{many[:-1]}." if field.max_length else None
    if isinstance(field, models.CharField) and not isinstance(field, models.EmailField):
        return ("Ü" * (field.max_length or 0)) or None
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        return LATEST if latest else EARLIEST
    return None


# What may not be just anything: addresses, zones, the Monday of a week, a PM's own company.
NOT_FREE = {
    "time_zone",
    "link",
    "links",
    "password",
    "email",
    "fingerprint",
    "token_hash",
    "first",
    "company",
}


def _try(row: models.Model, name: str, value: str | date) -> None:
    try:
        with transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk).update(**{name: value})
    except IntegrityError:
        return
