"""Columns that name something: whatever way a name came in, it is kept one way.

A `NameField` is a CharField to migrations. `name__same` finds a name whatever the case, the
apostrophes and the hyphens with which it is typed; both databases answer alike.
"""

from typing import Any

from django import forms
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup
from django.utils.functional import Promise

from tracker.shared.text.names import APOSTROPHES, JOINERS, folded, tidy

# What PostgreSQL takes for one letter as `folded` does: it knows neither ß nor the final sigma.
# What is in the first alone, joiners and selectors, is left out.
_FROM = f"ς{APOSTROPHES}\u2212\ufe63\uff0d{JOINERS}" + "".join(map(chr, range(0xFE00, 0xFE10)))
_TO = "σ" + "'" * len(APOSTROPHES) + "---"


class NameFormField(forms.CharField):
    """Takes a name as it is typed or pasted, and checks what will be kept of it."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(tidy(value) if isinstance(value, str) else value)


class NameField(models.CharField[str, str]):
    """`spelt_alike`: where its owner has the name with another apostrophe, that spelling is kept.

    For names that are typed anew each time and counted by their text.
    """

    def __init__(self, *args: Any, spelt_alike: bool = False, **kwargs: Any) -> None:
        self.spelt_alike = spelt_alike
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def clone(self) -> Any:
        _name, _path, args, kwargs = self.deconstruct()
        return NameField(*args, spelt_alike=self.spelt_alike, **kwargs)

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        if isinstance(value, Promise):
            value = str(value)
        return tidy(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if not isinstance(value, str):
            return value
        kept = tidy(value)
        if self.spelt_alike:
            kept = spelling(model_instance, self.attname, kept)
        if kept != value:
            setattr(model_instance, self.attname, kept)
        return kept

    def formfield(self, **kwargs: Any) -> Any:
        if not self.choices:
            kwargs.setdefault("form_class", NameFormField)
        return super().formfield(**kwargs)


@NameField.register_lookup
class Same(Lookup[Any]):
    """Compares two names as `folded` does."""

    lookup_name = "same"

    def get_prep_lookup(self) -> Any:
        return folded(str(self.rhs))

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> Any:
        column, values = self.process_lhs(compiler, connection)
        wanted = str(self.rhs)
        if connection.vendor == "sqlite":
            return f"pmcareer_folded({column}) = %s", [*values, wanted]
        sql = f"replace(lower(translate({column}, %s, %s)), 'ß', 'ss') = %s"
        return sql, [*values, _FROM, _TO, wanted]


def spelling(row: models.Model, field: str, name: str) -> str:
    """Return `name` as other rows of the same owner spell it; asks only where it has an apostrophe.

    A row's own spelling is nobody's rule: what stands alone may be written another way.
    """
    spellings = spellings_of(name)
    owner_id = getattr(row, "owner_id", None)
    if len(spellings) < 2 or owner_id is None:
        return name
    rows = type(row)._base_manager.filter(owner_id=owner_id, **{f"{field}__in": spellings})
    others = rows.exclude(pk=row.pk) if row.pk else rows
    there = list(others.order_by().values_list(field, flat=True).distinct()[: len(spellings)])
    return name if name in there or not there else str(min(there))


def spellings_of(name: str) -> list[str]:
    """Return a name with each kind of apostrophe; itself alone where it has none."""
    plain = name
    for sign in APOSTROPHES:
        plain = plain.replace(sign, "'")
    if "'" not in plain:
        return [name]
    return list(dict.fromkeys([name, plain, plain.replace("'", APOSTROPHES[0])]))


def teach_sqlite_names(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Give SQLite the comparison of names."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("pmcareer_folded", 1, _folded, deterministic=True)


def _folded(name: str | None) -> str | None:
    return None if name is None else folded(name)
