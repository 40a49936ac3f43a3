"""`field__finds="größe"`: the word stands somewhere in a text, in plain letters on both sides.

GRÖSSE finds Größe and Grosse on both databases, as in the search box.
"""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup

from tracker.shared.text.letters import plain_letters

LIKE_SIGNS = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


class Finds(Lookup[Any]):
    """PostgreSQL is asked for plain letters only where a text is not ASCII: the rest is quicker."""

    lookup_name = "finds"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> Any:
        column, values = self.process_lhs(compiler, connection)
        word = plain_letters(str(self.rhs))
        if connection.vendor == "sqlite":
            return f"instr(pmcareer_plain({column}), %s) > 0", [*values, word]
        pattern = f"%{word.translate(LIKE_SIGNS)}%"
        sql = (
            f"CASE WHEN octet_length({column}) = length({column})"
            f" THEN lower({column}) LIKE %s ELSE pmcareer_plain({column}) LIKE %s END"
        )
        return sql, [*values, *values, *values, pattern, *values, pattern]


def register() -> None:
    for field in (models.CharField, models.TextField):
        field.register_lookup(Finds)


def teach_sqlite_letters(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Give SQLite the plain form of a text."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("pmcareer_plain", 1, _plain, deterministic=True)


def _plain(text: str | None) -> str | None:
    return None if text is None else plain_letters(str(text))
