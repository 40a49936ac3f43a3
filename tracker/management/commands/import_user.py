"""Bring an export into somebody's account: for one that is too large for the page."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tracker.accounts import security_log
from tracker.accounts.models import User
from tracker.exports.importing.actions import import_archive
from tracker.exports.importing.archives import Archive, ArchiveError


class Command(BaseCommand):
    help = "Bring FILE, an export, into somebody's account: all of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("file", type=Path)
        parser.add_argument("--look", action="store_true", help="only say what it would do")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            user = User.objects.get_by_natural_key(options["email"])
        except User.DoesNotExist as error:
            raise CommandError(f"Nobody has signed up as {options['email']}.") from error
        try:
            with options["file"].open("rb") as file:
                outcome = import_archive(user, Archive(file), keep=not options["look"])
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        except ArchiveError as error:
            raise CommandError(str(error)) from error
        for told in (*outcome.faults, *outcome.remarks):
            self.stderr.write(f"{told.file}, row {told.number}: {told.sentence}")
        if outcome.fault_count:
            raise CommandError(f"Nothing was imported: {outcome.fault_count} mistakes.")
        would = "would be" if options["look"] else "are"
        if not options["look"]:
            security_log.record("data_imported", user, rows=outcome.new, by="command")
        self.stdout.write(
            f"{outcome.new:,} rows {would} imported for {user.email}; {outcome.already:,} were here"
            f" already, for {outcome.stays:,} another one stays. Points: {outcome.points_earned:,}"
            f" by the rules, {outcome.points_said:,} by the file."
        )
