"""Write everything into one file, while the server runs (docs/operating.md)."""

import os
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pmcareer import backups


class Command(BaseCommand):
    help = "Write the database and the secret key into FILE, or to standard output for -."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="where to; - for standard output")
        parser.add_argument(
            "--keep", type=int, metavar="N", help="FILE is a folder: add a dated file, keep N"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["file"] == "-":
                backups.write(sys.stdout.buffer)
            elif options["keep"]:
                self.write_dated(Path(options["file"]), options["keep"])
            else:
                self.write_file(Path(options["file"]))
        except (backups.BackupError, OSError) as error:
            raise CommandError(str(error)) from error

    def write_dated(self, folder: Path, number: int) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.write_file(folder / backups.dated_name())
        for old in backups.older_than(folder, number):
            old.unlink()
            self.stdout.write(f"{old} is removed.")

    def write_file(self, path: Path) -> None:
        """Write beside the name first: a backup that was cut short never bears it."""
        draft = path.with_name(f"{path.name}.part")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                manifest = backups.write(file)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        size = path.stat().st_size
        self.stdout.write(f"{path}: {manifest.database}, {size:,} bytes, checked.")
