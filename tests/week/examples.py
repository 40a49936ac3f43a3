"""Three commitments for this week and for last week, and weeks that were reviewed."""

from datetime import timedelta

from tests.factories import TODAY
from tracker.catalogue.models import Task
from tracker.week.actions import close_week, plan_task
from tracker.week.models import Commitment


def fill(owner, rows: int) -> None:
    for task in Task.objects.published()[:3]:
        plan_task(owner, owner.this_week, task)
        Commitment.objects.create(owner=owner, first=TODAY - timedelta(days=9), task=task)
    for back in range(rows):
        close_week(owner, owner.this_week.back(back), answers={})
