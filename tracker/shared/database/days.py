"""Days that the database reckons itself, so that no write can leave them wrong."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateField, Func


class DayAfterWeeks(Func):
    """The day after so many weeks from a day have passed; NULL where either is unknown."""

    arity = 2
    output_field = DateField()

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        return self._as(compiler, connection, "date({}, (7 * {} + 1) || ' days')", context)

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        return self._as(compiler, connection, "({} + 7 * {} + 1)", context)

    def _as(
        self, compiler: Any, connection: BaseDatabaseWrapper, form: str, context: dict[str, Any]
    ) -> Any:
        day, weeks = self.get_source_expressions()
        day_sql, day_parameters = compiler.compile(day)
        weeks_sql, weeks_parameters = compiler.compile(weeks)
        sql = form.format(day_sql, weeks_sql)
        return sql, (*day_parameters, *weeks_parameters)
