"""What features take along (shared/registries/exported.py), and what a row's columns are."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from django.db import models
from django_stubs_ext import StrOrPromise

from tracker.shared.registries.discovery import registered_modules
from tracker.shared.registries.exported import ExportKind

NEVER = {"owner"}


class Form(Enum):
    """How a column stands in a file."""

    VALUE = "value"
    ROW = "the id of a row"  # of another kind
    ROWS = "a list of ids of rows"
    SHARED = "the name of a shared row"  # a task's slug
    SHARED_ROWS = "a list of names of shared rows"
    FILE = "the path of a file in the archive"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a kind. `target` is the model that it names rows of; `key` how, if shared."""

    name: str
    field: Any
    form: Form
    target: type[models.Model] | None = None
    key: str = ""

    @property
    def attname(self) -> str:
        return str(self.field.attname)

    @property
    def is_list(self) -> bool:
        return self.form in {Form.ROWS, Form.SHARED_ROWS}

    @property
    def goes_with_target(self) -> bool:
        """Whether the row is deleted for good with what it points at."""
        return self.form == Form.ROW and self.field.remote_field.on_delete is models.CASCADE


@cache
def all_kinds() -> list[ExportKind]:
    """Return every kind, each after those that its rows point at; else by name."""
    waiting: list[ExportKind] = []
    for module in registered_modules("exported"):
        waiting += getattr(module, "KINDS", [])
    waiting.sort(key=lambda kind: kind.name)
    ordered: list[ExportKind] = []
    while waiting:
        models_waiting = {kind.model for kind in waiting}
        ready = [kind for kind in waiting if not _targets(kind) & models_waiting]
        if not ready:
            raise LookupError([kind.name for kind in waiting])
        ordered += ready
        waiting = [kind for kind in waiting if kind not in ready]
    return ordered


@cache
def kind_of(model: type[models.Model]) -> ExportKind:
    """Return the kind of a model. Raises LookupError."""
    for kind in all_kinds():
        if kind.model is model:
            return kind
    raise LookupError(model)


@cache
def left_out_models() -> dict[type[models.Model], StrOrPromise]:
    """Return the models with an owner that stay here, and why."""
    reasons: dict[type[models.Model], StrOrPromise] = {}
    for module in registered_modules("exported"):
        reasons |= getattr(module, "LEFT_OUT", {})
    return reasons


@cache
def natural_keys() -> dict[type[models.Model], str]:
    """Return by which of its fields a shared row is named."""
    keys: dict[type[models.Model], str] = {}
    for module in registered_modules("exported"):
        keys |= getattr(module, "NATURAL_KEYS", {})
    return keys


def after_import() -> list[Callable[[Any], None]]:
    """Return what sets right what is kept beside imported rows, in the order of the features."""
    steps: list[Callable[[Any], None]] = []
    for module in registered_modules("exported"):
        steps += getattr(module, "AFTER_IMPORT", [])
    return steps


@cache
def columns_of(model: type[models.Model]) -> list[Column]:
    """Return the columns of a kind's rows, in the order of the model. Raises LookupError."""
    kind = kind_of(model)
    columns: list[Column] = []
    for field in [*model._meta.concrete_fields, *model._meta.many_to_many]:
        is_worked_out = field.primary_key or getattr(field, "generated", False)
        if not is_worked_out and field.name not in NEVER and field.name not in kind.left_out:
            columns.append(_column(field))
    return columns


def _column(field: Any) -> Column:
    if isinstance(field, models.FileField):
        return Column(field.name, field, Form.FILE)
    if not field.is_relation:
        return Column(field.name, field, Form.VALUE)
    target = field.related_model
    is_list = field.many_to_many
    if target in natural_keys():
        form = Form.SHARED_ROWS if is_list else Form.SHARED
        return Column(field.name, field, form, target, natural_keys()[target])
    return Column(field.name, field, Form.ROWS if is_list else Form.ROW, target)


def _targets(kind: ExportKind) -> set[Any]:
    """Return the models that a kind's rows point at, themselves left out."""
    fields = [*kind.model._meta.concrete_fields, *kind.model._meta.many_to_many]
    return {field.related_model for field in fields if field.is_relation} - {kind.model}
