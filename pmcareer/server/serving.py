"""The last step of `manage.py serve`: granian, in a process that holds nothing else.

    python -m pmcareer.server.serving HOST PORT WORKERS [SQLITE_FILE]

Django is loaded by the workers alone. After a clean stop what SQLite keeps beside its file is in
it: whoever copies that file then has everything.
"""

import sqlite3
import sys
from contextlib import closing, suppress

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

MOST_CONNECTIONS = 4096  # of each worker, silent ones among them


def main(host: str, port: str, workers: str, database: str = "") -> None:
    """Serve until SIGTERM or SIGINT; requests in hand have ten seconds to end."""
    Granian(
        "pmcareer.server.rsgi:application",
        address=host,
        port=int(port),
        interface=Interfaces.RSGI,
        workers=int(workers),
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=10_000, max_buffer_size=64 * 1024),
        websockets=False,
        backlog=MOST_CONNECTIONS,
        backpressure=MOST_CONNECTIONS,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.warning,
    ).serve()
    if database:
        merge_journal(database)


def merge_journal(database: str) -> None:
    """Write what stands in SQLite's -wal file into the database itself."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(database, timeout=5)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


if __name__ == "__main__":
    main(*sys.argv[1:])
