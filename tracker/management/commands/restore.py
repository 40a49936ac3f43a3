"""Put back what `backup` wrote (docs/operating.md)."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pmcareer.operations import backups
from pmcareer.operations.errors import BackupError
from pmcareer.server import data_lock


class Command(BaseCommand):
    help = "Replace the database by the one in FILE, a backup, after checking all of it."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if not data_lock.acquire(settings.DATA_DIR, wait=False):
            raise CommandError(f"A server uses {settings.DATA_DIR}. Stop it first.")
        try:
            manifest = backups.restore(options["file"])
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Restored what was kept on {manifest.made_at}. Now start the server.")
