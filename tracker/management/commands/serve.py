"""Everything between a checkout and a page: migrate, load, gather, serve."""

import errno
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from pmcareer.operations import preparing
from pmcareer.operations.errors import BackupError
from pmcareer.operations.sentences import sentence
from pmcareer.server import data_lock
from tracker.catalogue.actions import load_catalogue

STARTING = 7_046_041_700  # no meaning: what machines that start together agree on


class Command(BaseCommand):
    help = "Bring the database and the static files up to date, then serve with granian."

    def handle(self, *args: Any, **options: Any) -> None:
        claim_port(settings.HOST, settings.PORT)
        if connection.vendor == "sqlite":
            self.claim_folder()
        reach_database()
        try:
            with one_at_a_time():
                preparing.migrate_database(self.say)
                load_catalogue()
            preparing.gather_static(settings.STATIC_ROOT, self.say)
        except BackupError as error:
            raise CommandError(str(error)) from error
        if settings.METRICS_TOKEN:
            from pmcareer.logs.metrics import forget  # noqa: PLC0415 - else not loaded

            forget()
        self.greet()
        sys.stdout.flush()
        connection.close()
        command = [sys.executable, "-m", "pmcareer.server.serving", *serving_arguments()]
        os.execv(sys.executable, command)  # noqa: S606

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

    def claim_folder(self) -> None:
        """Wait until no other server uses the data folder; pmcareer.server.serving keeps the lock.

        Two servers on one SQLite file would be two of everything else too: caches, static files.
        """
        if not data_lock.acquire(settings.DATA_DIR, wait=False):
            self.say(
                f"Another server uses {settings.DATA_DIR}: this one starts when that one has ended."
            )
            data_lock.acquire(settings.DATA_DIR, wait=True)

    def greet(self) -> None:
        host = "127.0.0.1" if settings.HOST in ("0.0.0.0", "::") else settings.HOST  # noqa: S104
        self.stdout.write(f"pmcareer is on http://{host}:{settings.PORT}  (stop with Ctrl-C)")
        if not get_user_model().objects.filter(is_staff=True).exists():
            self.stdout.write(
                "Make the first curator, once signed up:"
                " .venv/bin/python manage.py make_curator EMAIL"
            )


def claim_port(host: str, port: int) -> None:
    """Fail before any work is done where the port is somebody else's."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CommandError(
                    f"Port {port} on {host} is taken. Stop what uses it, or choose another:"
                    f" make run PORT={port + 1}"
                ) from error
            raise CommandError(f"Cannot listen on {host}:{port}: {error.strerror}.") from error


def reach_database() -> None:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise CommandError(sentence(error) or f"The database cannot be used: {error}") from error


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Machines that start together bring one PostgreSQL up to date one after the other.

    The lock belongs to a transaction, not to a session, so that PgBouncer may stand between; and
    to a connection of its own, because some migrations cannot run inside a transaction.
    """
    if connection.vendor != "postgresql":
        yield
        return
    guard = connection.copy()
    guard.set_autocommit(False)
    try:
        with guard.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [STARTING])
        yield
    finally:
        guard.close()


def serving_arguments() -> list[str]:
    """Return what pmcareer.server.serving is started with."""
    database = connection.settings_dict["NAME"] if connection.vendor == "sqlite" else ""
    return [settings.HOST, str(settings.PORT), str(settings.WEB_WORKERS), str(database)]
