"""What went wrong on a machine, in a sentence that says what to do: no traceback for that."""

import errno
from collections.abc import Iterator

from django.db import DatabaseError, OperationalError, connection

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
# What SQLite says, and what that means to whoever runs it.
OF_SQLITE = {
    "disk is full": "The disk is full: {place} could not be written. Make room, then start again.",
    "disk I/O error": "The disk fails to read or write {place}. Look whether it is full or broken.",
    "file is not a database": "{place} is no database, or is damaged. {mend}",
    "malformed": "The database {place} is damaged. {mend}",
    "unable to open": "The database {place} cannot be opened. Look whether its folder is there, and"
    " give both to the user that runs pmcareer.",
    "readonly database": "The database {place} cannot be written to. Give it and its folder to the"
    " user that runs pmcareer.",
    "is locked": "Another program holds the database {place}. Stop it, or try again.",
    "no such table": "The database {place} is not prepared. Start the server once, or run"
    " manage.py migrate.",
}
MEND = "Put back a backup: .venv/bin/python manage.py restore FILE (docs/operating.md)."
# By PostgreSQL's own codes.
OF_POSTGRES = {
    "53100": "The disk of PostgreSQL at {place} is full. Make room there, then start again.",
    "42P01": "The database at {place} is not prepared. Start the server once, or run"
    " manage.py migrate.",
    "42501": "The user of DATABASE_URL has not the rights it needs on the database at {place}.",
    "53300": "PostgreSQL at {place} takes no more connections. Raise max_connections, or put"
    " PgBouncer between.",
    "25006": "The database at {place} is read-only: does DATABASE_URL name a replica?",
}
UNREACHABLE = (
    "The database at {place} cannot be reached. Check DATABASE_URL and that it is running."
)


def sentence(error: BaseException) -> str | None:
    """Return what an operator has to know; None where the error is of another kind."""
    if isinstance(error, DatabaseError):
        return of_database(error)
    if isinstance(error, OSError):
        return of_file(error)
    return None


def of_file(error: OSError) -> str | None:
    name = error.filename or "a file"
    if error.errno in FULL:
        return f"The disk is full: {name} could not be written. Make room, then start again."
    if error.errno in FORBIDDEN:
        return (
            f"{name} cannot be used by this user ({error.strerror}). Give it to the user that runs"
            " pmcareer, for instance with chown."
        )
    if error.filename is not None:
        return f"{name}: {error.strerror}."
    return None


def of_database(error: DatabaseError) -> str | None:
    if connection.vendor == "sqlite":
        for words, said in OF_SQLITE.items():
            if words in str(error):
                return said.format(place=connection.settings_dict["NAME"], mend=MEND)
        return None
    for cause in causes(error):
        said = OF_POSTGRES.get(getattr(cause, "sqlstate", None) or "", "")
        if said:
            return said.format(place=place_of_postgres())
    if isinstance(error, OperationalError):
        return UNREACHABLE.format(place=place_of_postgres())
    return None


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what it came from."""
    while error is not None:
        yield error
        error = error.__cause__


def place_of_postgres() -> str:
    """Return host and port, or the folder of the socket; never a name or a password."""
    where = connection.settings_dict
    options = where.get("OPTIONS", {})
    host = where["HOST"] or options.get("host") or "localhost"
    return f"{host}:{where['PORT'] or options.get('port') or 5432}"
