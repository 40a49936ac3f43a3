"""Look at everything that an operator can get wrong (docs/operating.md)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pmcareer.operations.doctor.findings import Level
from pmcareer.operations.doctor.round import findings


class Command(BaseCommand):
    help = "Say how settings, machine and data stand, and what to do; exit code 1 if one is wrong."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--repair", action="store_true", help="count sums and make the search index again"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        number = 0
        for name, finding in findings(repair=options["repair"]):
            number += finding.level is Level.WRONG
            self.stdout.write(f"{finding.level.value:8} {name}: {finding.said}")
            if finding.advice:
                self.stdout.write(f"{'':8} → {finding.advice}")
            self.stdout.flush()
        if number:
            raise CommandError(
                "One thing is wrong." if number == 1 else f"{number} things are wrong."
            )
