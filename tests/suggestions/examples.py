"""Suggested tasks that wait and that were answered."""

from tests.factories import LONG, make_suggestion, task
from tracker.catalogue.models import Task

VALUES = {"Suggestion": {"how_to": "One step.", "why": "It shows."}}


def fill(owner, rows: int) -> None:
    for number, merged_into in enumerate(Task.objects.published()[:rows]):
        make_suggestion(owner, f"Idea {number}")
        make_suggestion(owner, f"Taken {number}", state="merged", task=merged_into)


def overfill(owner) -> None:
    reviewed = task("review-a-spec")
    for state in ("waiting", "accepted", "merged", "declined"):
        make_suggestion(owner, LONG, how_to=LONG, why=LONG, state=state, reason=LONG, task=reviewed)
