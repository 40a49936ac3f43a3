"""Rows of very many others in every personal table, so that a page which reads them all shows.

Copies of the one row that tests.guards.rows makes of every model, loaded in bulk. Row `n` of every
table belongs to the same one of the others, so rows hang on rows of their own owner.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection, models

from tests.bench.life import Row
from tests.bench.loading import load, text_of, unchecked
from tests.guards.routes import KEY
from tests.guards.rows import make_one_of_each, owned_models
from tracker.accounts.models import User

FIRST = 2_000_000  # primary keys of what is copied
OWNERS = 1_000
ROWS = 5_000


def personal_models() -> list[type[models.Model]]:
    """Personal models, and the tables that tie their rows together."""
    owned = owned_models()
    ties = [field.remote_field.through for model in owned for field in model._meta.many_to_many]
    return [*owned, *ties]


def make_crowd(owner: User) -> None:
    """`owner` gets one row of every model; thousands of others get copies of it."""
    make_one_of_each(owner)
    with unchecked():
        people = ((str(FIRST + n), f"crowd{n}@example.org", "!") for n in range(OWNERS))
        load(User, ["id", "email", "password"], people)
        for model in personal_models():
            columns = [field.column for field in _written(model)]
            load(model, columns, _copies(model))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copies(model: type[models.Model]) -> Iterator[Row]:
    # All that is asked of the database comes first: what loads the rows has its connection.
    pattern = model.objects.filter(pk=KEY).first()
    varied, choices = set().union(*_unique(model)), _few(model)
    cells = [
        _cell(field, getattr(pattern, field.attname, None), field.name in varied, choices)
        for field in _written(model)
    ]
    return (tuple(cell(number) for cell in cells) for number in range(_many(model)))


def _written(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """Fields that a row is made of; what the database reckons itself is not among them."""
    return [field for field in model._meta.concrete_fields if not field.generated]


def _unique(model: type[models.Model]) -> list[set[str]]:
    """Names of fields that are unique together."""
    found = [_fields_of(one) for one in model._meta.constraints]
    return found + [{field.name} for field in model._meta.fields if field.unique]


def _fields_of(constraint: models.BaseConstraint) -> set[str]:
    """Names of the fields of a constraint, those within an expression too."""
    names = set(getattr(constraint, "fields", ()))
    for expression in getattr(constraint, "expressions", ()):
        parts = expression.flatten() if hasattr(expression, "flatten") else [expression]
        for part in parts:
            if isinstance(part, models.F):
                names.add(part.name)
    return names


def _few(model: type[models.Model]) -> dict[str, list[str]]:
    """Fields of which an owner has each value once, where there are few values."""
    once = [names - {"owner"} for names in _unique(model) if "owner" in names]
    found = {f.name: _choices(f) for f in model._meta.concrete_fields if {f.name} in once}
    return {name: values for name, values in found.items() if values}


def _many(model: type[models.Model]) -> int:
    """Rows that can be made: whole turns of the owners."""
    if {"owner"} in _unique(model):
        return OWNERS
    return min([ROWS, *(OWNERS * len(values) for values in _few(model).values())])


def _choices(field: models.Field) -> list[str]:
    """All values of a field that has few: of its choices, or of curated rows."""
    if isinstance(field, models.ForeignKey) and field.related_model not in owned_models():
        return [str(key) for key in field.related_model.objects.values_list("pk", flat=True)]
    return [str(value) for value, _ in field.flatchoices]


def _cell(
    field: models.Field, value: Any, varies: bool, choices: dict[str, list[str]]
) -> Callable[[int], str | None]:
    """What gives the cell of row `number`: the pattern's value where it need not vary."""
    if field.primary_key:
        return lambda number: str(FIRST + number)
    if field.name == "owner":
        return lambda number: str(FIRST + number % OWNERS)
    if few := choices.get(field.name):
        return lambda number: few[number // OWNERS]
    if isinstance(field, models.ForeignKey) and field.related_model in owned_models():
        # Rows that hang on others do so in one line, rows of their own kind aside.
        itself, there = field.related_model is field.model, _many(field.related_model)
        empty = itself or (value is None and _is_one_of_several(field))
        return lambda number: None if empty else str(FIRST + number % there)
    if isinstance(field, models.ForeignKey) and value is None and not field.null:
        # What ties a personal row to a curated one has no pattern: every curated row in turn.
        curated = _choices(field)
        return lambda number: curated[number % len(curated)]
    return lambda number: text_of(_another(field, value, number) if varies else value)


def _is_one_of_several(field: models.Field) -> bool:
    """Say whether a check of the model tells when the field may hold something."""
    asked = f"{field.name}__isnull"
    return any(asked in str(getattr(one, "condition", "")) for one in field.model._meta.constraints)


def _another(field: models.Field, value: Any, number: int) -> Any:
    """A value that no other row of the same owner has."""
    if isinstance(field, models.UUIDField):
        return UUID(int=number + 1)
    if isinstance(field, models.DateField):
        return value - timedelta(days=7 * (number // OWNERS))
    return f"{number + 1:064x}" if isinstance(field, models.CharField) else value
