from typing import Any

from django.core.management.base import BaseCommand

from tracker.trash.actions import purge_deleted


class Command(BaseCommand):
    help = "Remove for good what was deleted more than 30 days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{purge_deleted()} rows removed.")
