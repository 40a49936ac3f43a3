from typing import Any

from django.core.management.base import BaseCommand

from tracker.goals import actions as goals
from tracker.journal import actions as journal
from tracker.lessons import actions as lessons
from tracker.people import actions as people
from tracker.projects import actions as projects
from tracker.recommendations import actions as recommendations


class Command(BaseCommand):
    help = "Remove for good what was deleted more than 30 days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        features = (journal, goals, people, projects, lessons, recommendations)
        rows = sum(feature.purge_deleted() for feature in features)
        self.stdout.write(f"{rows} rows removed.")
