"""Entries over several days, repeated words, and entries that were deleted."""

from datetime import timedelta

from tests.factories import LONG, TODAY, log, task
from tracker.catalogue.models import Task
from tracker.journal.actions import delete_activity


def fill(owner, rows: int) -> None:
    tasks = Task.objects.published()[:rows]
    for number, its_task in enumerate(tasks):
        for day in range(3):
            log(
                owner,
                f"Entry {number}",
                f"Said {number} {day}",
                "The same words",
                task=its_task,
                date=TODAY - timedelta(days=day * 6),
            )
        delete_activity(log(owner, f"Gone {number}", f"Gone {number}"))


def overfill(owner) -> None:
    hostile = f"<b>{LONG}</b> 👩‍👩‍👧‍👦 مرحبا"
    log(owner, LONG, LONG, hostile, notes=f"# {LONG}\n\n- {LONG}", date=owner.today)
    for number in range(12):
        log(
            owner,
            f"Briefing {number}",
            f"Said {number}",
            "The same words",
            task=task("sit-in-on-a-customer-briefing"),
            notes="**Notes** with a [link](https://example.org)",
            lesson="Listen.",
            minutes=45,
            date=owner.today,
        )
