"""Lessons on entries, drafts, entries with a lesson of their own, deleted lessons."""

from django.utils import timezone

from tests.factories import LONG, log, make_lesson
from tests.guards.routes import KEY
from tracker.lessons.models import Lesson


def fill(owner, rows: int) -> None:
    for number in range(rows):
        activity = log(owner, f"Learned from {number}", lesson="Listen.")
        make_lesson(owner, f"Lesson {number}", activity=activity)
        make_lesson(owner, f"Draft {number}", changed="")
        log(owner, f"Learned {number}", lesson="Ask first.")
        make_lesson(owner, f"Gone {number}", deleted_at=timezone.now())


def overfill(owner) -> None:
    columns = "|".join([LONG] * 4)
    text = f"# {LONG}\n\n| {columns} |\n|---|---|---|---|\n| {columns} |\n\n- {LONG}"
    Lesson.objects.filter(pk=KEY).update(title=LONG, story=text, product=LONG)
    for changed in (LONG, ""):
        make_lesson(owner, LONG, changed=changed, date=owner.today)
