"""Awards, and deleted ones."""

from django.utils import timezone

from tests.factories import TODAY
from tracker.awards.models import Award


def fill(owner, rows: int) -> None:
    for number in range(rows):
        Award.objects.create(owner=owner, title=f"Entry of the year {number}", date=TODAY)
        gone = timezone.now()
        Award.objects.create(owner=owner, title=f"Gone {number}", date=TODAY, deleted_at=gone)
