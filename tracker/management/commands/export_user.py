"""Write what somebody has into a file: for a request under data-protection law."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.accounts import security_log
from tracker.accounts.models import User
from tracker.exports.archive import write_archive
from tracker.exports.rows import Export


class Command(BaseCommand):
    help = "Write everything that somebody's account holds into FILE, a ZIP."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("file", type=Path, help="where to; it must not be there yet")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(options["email"])
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody has signed up as {options['email']}.") from error
        path: Path = options["file"]
        try:
            with path.open("xb") as archive:
                path.chmod(0o600)
                written = write_archive(Export(user, timezone.now()), archive)
        except FileExistsError as error:
            raise CommandError(f"{path} is there already. Name another file.") from error
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from error
        rows = sum(written.rows.values())
        security_log.record("data_exported", user, rows=rows, by="command")
        self.stdout.write(f"{path}: {rows:,} rows of {user.email}.")
        for name in written.missing:
            self.stderr.write(f"{name} is missing: its content is gone from the storage.")
