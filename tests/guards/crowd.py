"""Rows of very many others in every personal table, so that a page which reads them all shows.

Copies of the one row that tests.guards.rows makes of every model, loaded in bulk. Row `n` of every
table belongs to the same one of the others, so rows hang on rows of their own owner.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import connection, models

from tests.bench.loading import load, text_of, unchecked
from tests.factories import make_user
from tests.guards.routes import KEY
from tests.guards.rows import make_one_of_each, owned_models
from tracker.accounts.models import User
from tracker.catalogue.models import Task

FIRST = 2_000_000  # primary keys of what is copied
OWNERS = 2_000
ROWS = 10_000


def personal_models() -> list[type[models.Model]]:
    """Personal models, and the tables that tie their rows together."""
    owned = owned_models()
    ties = [field.remote_field.through for model in owned for field in model._meta.many_to_many]
    return [*owned, *ties]


def make_crowd() -> None:
    make_one_of_each(make_user("pattern"))
    tasks = list(Task.objects.published().values_list("pk", flat=True))
    with unchecked():
        people = ((str(FIRST + n), f"crowd{n}@example.org", "!") for n in range(OWNERS))
        load(User, ["id", "email", "password"], people)
        for model in personal_models():
            columns = [field.column for field in model._meta.concrete_fields]
            load(model, columns, _copies(model, tasks))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copies(model: type[models.Model], tasks: list[int]) -> Iterator[tuple[str | None, ...]]:
    fields = model._meta.concrete_fields
    pattern = model.objects.filter(pk=KEY).first()
    unique = _unique(model)
    one_each = any(names == {"owner"} for names in unique)
    kinds = {"kind"} if {"owner", "kind"} in unique else set()
    choices = [value for value, _ in model._meta.get_field("kind").flatchoices] if kinds else [None]
    rows = OWNERS if one_each else OWNERS * len(choices) if kinds else ROWS
    for number in range(rows):
        turn = number // OWNERS
        yield tuple(
            choices[turn % len(choices)]
            if field.name in kinds
            else _cell(field, getattr(pattern, field.attname, None), number, turn, tasks, unique)
            for field in fields
        )


def _unique(model: type[models.Model]) -> list[set[str]]:
    """Names of fields that are unique together."""
    found = [set(getattr(one, "fields", ())) for one in model._meta.constraints]
    return found + [{field.name} for field in model._meta.fields if field.unique]


def _cell(
    field: models.Field, value: Any, number: int, turn: int, tasks: list[int], unique: list[set]
) -> str | None:
    """The pattern's value, another one where no two rows may have the same."""
    if field.primary_key:
        return str(FIRST + number)
    if isinstance(field, models.ForeignKey):
        if field.name == "owner":
            return str(FIRST + number % OWNERS)
        if field.related_model is Task:
            return str(tasks[turn % len(tasks)])
        ours = field.related_model in owned_models()
        return str(FIRST + number) if ours and field.related_model is not field.model else (
            None if ours else text_of(value)
        )
    if not any(field.name in names for names in unique):
        return text_of(value)
    if isinstance(field, models.UUIDField):
        return f"{number + 1:032x}"
    if isinstance(field, models.DateField):
        return text_of(value - timedelta(days=7 * turn))
    if isinstance(field, models.CharField) and field.max_length == 64:
        return f"{number + 1:064x}"
    return text_of(value)
