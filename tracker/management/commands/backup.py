"""Write everything into one file, while the server runs (docs/operating.md)."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pmcareer.logs import last_backup
from pmcareer.operations import backups
from pmcareer.operations.errors import BackupError


def positive(text: str) -> int:
    """Read how many; argparse says it when it is none."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


class Command(BaseCommand):
    help = "Write the database and the secret key into FILE, or to standard output for -."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="where to; - for standard output")
        parser.add_argument(
            "--keep", type=positive, metavar="N", help="FILE is a folder: add a dated file, keep N"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["file"] == "-":
                backups.write(sys.stdout.buffer)
            elif options["keep"]:
                self.write_dated(Path(options["file"]), options["keep"])
            else:
                path = Path(options["file"])
                self.say(path, backups.write_file(path))
            last_backup.note()
        except BackupError as error:
            raise CommandError(str(error)) from error

    def write_dated(self, folder: Path, number: int) -> None:
        path, manifest, removed = backups.write_dated(folder, number)
        self.say(path, manifest)
        for old in removed:
            self.stdout.write(f"{old} is removed.")

    def say(self, path: Path, manifest: backups.Manifest) -> None:
        size = path.stat().st_size
        self.stdout.write(f"{path}: {manifest.database}, {size:,} bytes, checked.")
