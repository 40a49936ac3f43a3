"""Rows of a file that cannot stand beside what is there: the one that is there stays."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, UniqueConstraint
from django.db.models.lookups import Exact
from django.utils.translation import gettext as _


def find_a_place(row: Any) -> bool:
    """Let a row stand behind the others where its place among them is taken; say whether it was."""
    for constraint in _unique(row):
        if "position" in constraint.fields and _twin(row, constraint):
            parents = [name for name in constraint.fields if name != "position"]
            others = _rows_like(row, parents, constraint)
            last = others.aggregate(last=models.Max("position"))["last"]
            row.position = last + 1
            return True
    return False


def twin_of(row: Any) -> int | None:
    """Return the key of the owner's row that stands where this one would."""
    for constraint in _unique(row):
        if twin := _twin(row, constraint):
            return twin
    return None


def why_not(row: Any) -> str:
    """Return in a sentence why the database takes no such row."""
    try:
        row.validate_constraints()
    except ValidationError as error:
        return " ".join(dict.fromkeys(error.messages))
    return _("The row does not fit what is here.")


def _unique(row: Any) -> list[UniqueConstraint]:
    constraints = row._meta.constraints
    return [rule for rule in constraints if isinstance(rule, UniqueConstraint)]


def _twin(row: Any, constraint: UniqueConstraint) -> int | None:
    try:
        constraint.validate(type(row), row)
    except ValidationError:
        rows = _rows_like(row, list(constraint.fields), constraint)
        twin: int | None = rows.values_list("pk", flat=True).first()
        return twin
    return None


def _rows_like(row: Any, names: list[str], constraint: UniqueConstraint) -> Any:
    rows = type(row)._default_manager.filter(owner_id=row.owner_id)
    if constraint.condition:
        rows = rows.filter(constraint.condition)
    for name in names:
        rows = rows.filter(**{name: getattr(row, row._meta.get_field(name).attname)})
    values = row._get_field_expression_map(meta=row._meta)
    replaced: Any = {F(name): value for name, value in values.items()}
    expressions: Any = constraint.expressions
    for expression in expressions:
        rows = rows.filter(Exact(expression, expression.replace_expressions(replaced)))
    return rows.order_by("pk")
