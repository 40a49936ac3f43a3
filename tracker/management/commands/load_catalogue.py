from typing import Any

from django.core.management.base import BaseCommand

from tracker.catalogue.actions import load_catalogue


class Command(BaseCommand):
    help = "Add what is shipped and missing; list what curators have otherwise, which stays."

    def handle(self, *args: Any, **options: Any) -> None:
        report = load_catalogue()
        self.stdout.write(f"{len(report.added)} tasks added.")
        for slug in report.clashing:
            self.stdout.write(f"not added, its title is taken: {slug}")
        for slug in report.deleted:
            self.stdout.write(f"not added, a curator deleted it: {slug}")
        for slug, fields in report.differing.items():
            self.stdout.write(f"kept as curated: {slug} ({', '.join(fields)})")
        for label in report.guidance.reworded:
            self.stdout.write(f"reworded as shipped, nobody had changed it: {label}")
        for label, fields in report.guidance.kept.items():
            self.stdout.write(f"kept as curated: {label} ({', '.join(fields)})")
