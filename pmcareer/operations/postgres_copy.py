"""A database of PostgreSQL, copied and put back by PostgreSQL's own tools."""

import os
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from pmcareer.operations.errors import BackupError

# Everything in the schema goes before the dump comes, also what a later release has made there and
# pg_restore --clean would not know of.
EMPTY_SCHEMA = """
DO $$
DECLARE
    item record;
BEGIN
    FOR item IN
        SELECT oid::regclass AS name, relkind FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
    LOOP
        CONTINUE WHEN to_regclass(item.name::text) IS NULL;
        EXECUTE CASE item.relkind
            WHEN 'v' THEN format('DROP VIEW %s CASCADE', item.name)
            WHEN 'm' THEN format('DROP MATERIALIZED VIEW %s CASCADE', item.name)
            ELSE format('DROP TABLE %s CASCADE', item.name) END;
    END LOOP;
    FOR item IN
        SELECT oid::regclass AS name FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S'
    LOOP
        EXECUTE format('DROP SEQUENCE %s CASCADE', item.name);
    END LOOP;
    FOR item IN
        SELECT oid::regprocedure AS name FROM pg_proc
        WHERE pronamespace = current_schema()::regnamespace
            AND proname LIKE 'pmcareer\\_%'
    LOOP
        EXECUTE format('DROP FUNCTION %s CASCADE', item.name);
    END LOOP;
END
$$;
"""
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend'"
)


def copy(target: Path) -> None:
    """Write pg_dump's own format, as of one moment, and look into it. Raises BackupError."""
    refuse_pooler("backup FILE")
    run_tool("pg_dump", "--format=custom", "--no-owner", f"--file={target}", database())
    run_tool("pg_restore", "--list", str(target))


def put_in_place(dump: Path) -> None:
    """Replace everything in one transaction: all of it, or nothing. Raises BackupError.

    The dump is turned into SQL first, because what goes and what comes belong together.
    """
    refuse_pooler("restore FILE")
    refuse_others()
    emptying, content = dump.with_name("empty.sql"), dump.with_name("content.sql")
    emptying.write_text(EMPTY_SCHEMA)
    run_tool("pg_restore", "--no-owner", "--no-privileges", f"--file={content}", str(dump))
    run_tool(
        "psql",
        "--no-psqlrc",
        "--quiet",
        "--single-transaction",
        "--set=ON_ERROR_STOP=1",
        database(),
        f"--file={emptying}",
        f"--file={content}",
    )


def refuse_pooler(command: str) -> None:
    """Raise BackupError behind one: what a dump sets for its session would reach the next one."""
    if connection.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
        raise BackupError(
            "DATABASE_POOLER is set, and this cannot be done through PgBouncer. Give the address of"
            " PostgreSQL itself to this command: env DATABASE_POOLER= DATABASE_URL=postgres://…"
            f" .venv/bin/python manage.py {command}"
        )


def refuse_others() -> None:
    with connection.cursor() as cursor:
        cursor.execute(OTHERS)
        others = cursor.fetchone()[0]
    connection.close()
    if others:
        raise BackupError(
            f"{others} other connections use the database. Stop the servers, the timed commands and"
            " a pooler first."
        )


def database() -> str:
    """Return --dbname with everything that DATABASE_URL says, but the password."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    values = {}
    for name, value in connection.get_connection_params().items():
        if name in known and name != "password" and value is not None:
            values[name] = value
    return f"--dbname={make_conninfo(**values)}"


def run_tool(tool: str, *arguments: str) -> None:
    """Run one of PostgreSQL's tools to its end; the password is in no list of processes."""
    found = shutil.which(tool)
    if not found:
        raise BackupError(
            f"{tool} is not installed here. It comes with PostgreSQL's client tools"
            " (postgresql-client), in the version of the server or a newer one."
        )
    password = connection.get_connection_params().get("password")
    done = subprocess.run(  # noqa: S603 - our own list
        [found, *arguments],
        env={**os.environ, **({"PGPASSWORD": str(password)} if password else {})},
        cwd=settings.DATA_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{tool} failed: {' '.join(done.stderr.split())[-300:]}")
