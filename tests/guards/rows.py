"""One row of every personal model, all under the same primary key, made from the models alone."""

from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils import timezone

from tests.guards.examples import values_of_rows
from tests.guards.routes import KEY
from tracker.accounts.models import User
from tracker.shared.owned import Owned


def owned_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, Owned)]


# Which rows are deleted: none, all, or only those on which no other personal row stands.
STATES = ["none", "all", "leaves"]


def make_one_of_each(owner: User, *, deleted: str = "none") -> None:
    """A required field of its own kind needs a value in its feature's examples, nothing else."""
    waiting = owned_models()
    special = values_of_rows()
    while waiting:
        model = waiting.pop(0)
        needs = {f.related_model for f in model._meta.fields if f.is_relation and not f.null}
        if needs & set(waiting):
            waiting.append(model)
            continue
        hang = [r for r in model._meta.related_objects if not r.many_to_many]
        is_leaf = not any(r.related_model in owned_models() for r in hang)
        values = VALUES | special.get(model.__name__, {})
        _make(model, owner, values, deleted == "all" or (deleted == "leaves" and is_leaf))


# By the names of fields that several models have.
VALUES: dict[str, Any] = {
    "path": "inside",
    "client_id": UUID(int=KEY),
    "first_on": date(2026, 11, 2),
    "outcome": "sales",
    "date": date(2026, 11, 18),
    "last_on": date(2026, 11, 18),
    "first": date(2026, 11, 16),
    "fingerprint": "0" * 64,
    "token_hash": "0" * 64,
    "text": "Alice’s secret words",
    "title": "Alice’s secret title",
    "name": "Alice’s secret contact",
}


def _make(model: type[models.Model], owner: User, examples: dict[str, Any], deleted: bool) -> None:
    values: dict[str, Any] = {"pk": KEY, "owner": owner}
    for field in model._meta.fields:
        if field.name in values or field.has_default() or field.null:
            continue
        if isinstance(field, models.ForeignKey):
            related = field.related_model
            values[field.name] = (
                related.objects.get(pk=KEY)
                if issubclass(related, Owned)
                else related.objects.first()
            )
        elif field.name in examples:
            given = examples[field.name]
            values[field.name] = given() if callable(given) else given
        elif isinstance(field, models.IntegerField):
            values[field.name] = 1
    # A foreign key that may be empty is given by its column, where the model wants one of several.
    for field in model._meta.fields:
        if isinstance(field, models.ForeignKey) and field.attname in examples:
            values[field.attname] = examples[field.attname]
    names = {field.name for field in model._meta.fields}
    if deleted and "deleted_at" in names:
        values["deleted_at"] = timezone.now()
        if "removed_alone" in names:
            values["removed_alone"] = True
    model.objects.create(**values)
