from typing import Any

from django.core.management.base import BaseCommand

from tracker.goals import actions as goals
from tracker.journal import actions as journal
from tracker.people import actions as people
from tracker.recommendations import actions as recommendations


class Command(BaseCommand):
    help = "Remove for good what was deleted more than 30 days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = journal.purge_deleted() + goals.purge_deleted() + people.purge_deleted()
        rows += recommendations.purge_deleted()
        self.stdout.write(f"{rows} rows removed.")
