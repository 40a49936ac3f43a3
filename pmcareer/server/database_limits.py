"""How long a page waits for the database: on the connections of web processes, and on no others.

Commands, migrations among them, may take as long as they take. PostgreSQL is told its limits where
it costs no question of its own:

- Without a pooler once for each connection, by SET. Not among the parameters of its start, which
  PgBouncer refuses, so that one in session mode may stand there unsaid.
- With one in transaction mode before each transaction, in the same message as its first statement:
  SET LOCAL ends with the transaction, where SET would stay with the server's connection for
  whoever is lent it next, a migration perhaps.

A server that is frozen keeps no limits, and its kernel goes on answering keepalives. So the client
itself gives up a while after the server should have.
"""

from typing import TYPE_CHECKING, Any

import psycopg
from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from psycopg import sql

if TYPE_CHECKING:
    Cursor = psycopg.ClientCursor[Any]
else:
    from django.db.backends.postgresql.base import Cursor

IDLE_IN_TRANSACTION = 60  # seconds
GRACE = 5  # seconds after which the client gives up a server that should have by then
NOTHING_BEGUN = psycopg.pq.TransactionStatus.IDLE


def apply() -> None:
    """Limit every connection that this process makes from now on."""
    for database in settings.DATABASES.values():
        if database["ENGINE"].endswith("sqlite3"):
            database["OPTIONS"]["timeout"] = settings.DATABASE_LOCK_TIMEOUT
    connection_created.connect(limit, dispatch_uid="database_limits")


def limit(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Receive Django's signal of a new connection."""
    if connection.vendor != "postgresql":
        return
    raw = connection.connection
    raw.wait = patient(raw)
    if connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
        raw.cursor_factory = LimitedCursor
    else:
        raw.execute(limits("SET"))


def limits(command: str) -> str:
    """Return the statements that set the limits, each begun by `command`."""
    milliseconds = {
        "lock_timeout": settings.DATABASE_LOCK_TIMEOUT * 1000,
        "statement_timeout": settings.DATABASE_STATEMENT_TIMEOUT * 1000,
        "idle_in_transaction_session_timeout": IDLE_IN_TRANSACTION * 1000,
    }
    return "; ".join(f"{command} {name} = {most}" for name, most in milliseconds.items())


def patient(raw: psycopg.Connection[Any]) -> Any:
    """Return the connection's way of waiting, which ends some time after the server's limit.

    Raises psycopg.OperationalError then, and closes the connection: what is on it may be anything.
    """
    wait, most = raw.wait, settings.DATABASE_STATEMENT_TIMEOUT + GRACE

    def wait_at_most(gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        try:
            return wait(gen, interval, most if timeout is None else timeout)
        except psycopg.OperationalError as error:
            if timeout is None and error.sqlstate is None:
                raw.pgconn.finish()
            raise

    return wait_at_most


class LimitedCursor(Cursor):
    """Django's cursor, whose first statement of a transaction brings the limits along."""

    def execute(self, query: Any, params: Any = None, **kwargs: Any) -> "LimitedCursor":
        if self.connection.pgconn.transaction_status != NOTHING_BEGUN:
            super().execute(query, params, **kwargs)
            return self
        first = f"{limits('SET LOCAL')}; "
        if isinstance(query, sql.Composable):
            query = sql.SQL(first) + query
        else:
            query = first.encode() + query if isinstance(query, bytes) else first + query
        super().execute(query, params, **kwargs)
        while self.nextset():  # past what SET said
            pass
        return self
