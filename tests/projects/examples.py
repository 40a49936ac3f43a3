"""Stints with their documents and entries, and deleted ones of both."""

from django.utils import timezone

from tests.factories import LONG, log, make_document, make_person, make_project
from tests.guards.routes import KEY
from tracker.projects.models import Document, Project

VALUES = {"Document": {"kind": "research"}}


def fill(owner, rows: int) -> None:
    for number in range(rows):
        project = make_project(owner, f"Stint {number}", pm=make_person(owner, f"Lead {number}"))
        make_document(project, f"Paper {number}")
        log(owner, f"For {number}", f"Heard {number}", project=project, lesson="Listen.")
        make_project(owner, f"Gone {number}", deleted_at=timezone.now())
        make_document(project, f"Gone {number}", deleted_at=timezone.now())


def overfill(owner) -> None:
    """Make over-full rows of those that the addresses lead to, and of one more."""
    columns = "|".join([LONG] * 4)
    text = f"# {LONG}\n\n| {columns} |\n|---|---|---|---|\n| {columns} |\n\n- {LONG}"
    for project in (Project.objects.get(pk=KEY), make_project(owner, LONG)):
        project.name, project.product = LONG, LONG[:110]
        project.pm = make_person(owner, LONG)
        project.scope = project.outcome = project.fit_reason = text
        project.fit = "poor"
        project.save()
        make_document(project, LONG, text=text, done_on=owner.today)
        people = [project.pm]
        log(owner, LONG, LONG, project=project, people=people, lesson=LONG, date=owner.today)
    Document.objects.filter(pk=KEY).update(title=LONG, text=text)
