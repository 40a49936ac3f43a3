"""Numbers beyond what a column holds: no row has them, so no database is asked for them.

Django knows that of one number; of several, as boxes and ticks send them, SQLite raises
OverflowError.
"""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import IntegerField
from django.db.models.lookups import In


class InHeld(In):
    def process_rhs(self, compiler: Any, connection: BaseDatabaseWrapper) -> Any:
        if self.rhs_is_direct_value():
            kind = self.lhs.output_field.get_internal_type()
            lowest, highest = connection.ops.integer_field_range(kind)
            held = [value for value in self.rhs if _is_held(value, lowest, highest)]
            if not held:
                raise EmptyResultSet
            self.rhs = held
        return super().process_rhs(compiler, connection)


def register() -> None:
    """Let every column of whole numbers, keys among them, look up several numbers this way."""
    IntegerField.register_lookup(InHeld)


def _is_held(value: Any, lowest: int | None, highest: int | None) -> bool:
    if not isinstance(value, int):  # an expression
        return True
    return (lowest is None or value >= lowest) and (highest is None or value <= highest)
