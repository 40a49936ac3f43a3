"""Writing projects and papers. Each function is one transaction."""

from datetime import date

from django.db import transaction

from tracker.accounts.models import User
from tracker.people.actions import add_by_name
from tracker.people.models import Person
from tracker.people.names import Named
from tracker.projects.models import Paper, Project
from tracker.shared.owned import lock

# What the two forms write: a project that is deleted meanwhile stays deleted.
AGREED = ["name", "product", "pm", "first_on", "last_on", "scope"]
CAME_OF_IT = ["last_on", "outcome", "fit", "fit_reason"]


class PaperChangedError(Exception):
    """Somebody else's write came first; `paper` is the paper as it is now."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper.pk)
        self.paper = paper


@transaction.atomic
def save_project(owner: User, project: Project, pm: Named) -> None:
    """Save a new or changed project. A new name becomes a product manager among the people.

    With nobody named, a PM who is deleted keeps the place for as long as that can be undone.
    """
    lock(owner)
    project.owner = owner
    named = [*pm.known, *add_by_name(owner, pm.new, Person.Kind.PM)]
    if named:
        project.pm = named[0]
    elif project.pm and not project.pm.deleted_at:
        project.pm = None
    project.save(update_fields=AGREED if project.pk else None)


@transaction.atomic
def finish_project(project: Project) -> None:
    """Save when it ended, what came of it and whether the work fits.

    Raises Project.DoesNotExist where it was moved beyond that day since it was read.
    """
    lock(project.owner)
    mine = Project.objects.owned_by(project.owner)
    mine.get(pk=project.pk, first_on__lte=project.last_on or project.first_on)
    project.save(update_fields=CAME_OF_IT)


def delete_project(project: Project) -> None:
    """Take a project and its papers out of every page for 30 days with undo.

    Entries stay as they are, and stay tied to it: putting it back brings them back to its page.
    """
    project.take_out()


def restore_project(project: Project) -> None:
    project.put_back()


@transaction.atomic
def add_paper(project: Project, paper: Paper) -> Paper:
    """Save an unsaved paper in a project; the same one sent twice is the one that is there."""
    lock(project.owner)
    same = project.papers.live().filter(kind=paper.kind, title=paper.title, text=paper.text)
    if earlier := same.first():
        return earlier
    paper.owner, paper.project = project.owner, project
    paper.save()
    return paper


@transaction.atomic
def edit_paper(paper: Paper) -> None:
    """Save changed values of a live paper.

    Raises Paper.DoesNotExist where it was deleted since it was read, PaperChangedError where it
    was changed.
    """
    lock(paper.owner)
    before = Paper.objects.owned_by(paper.owner).live().get(pk=paper.pk)
    if before.updated_at != paper.updated_at:
        raise PaperChangedError(before)
    paper.save()


@transaction.atomic
def set_paper_done(paper: Paper, day: date | None) -> None:
    """Done on that day, or not done after all."""
    lock(paper.owner)
    paper.done_on = day
    paper.save(update_fields=["done_on", "updated_at"])


@transaction.atomic
def delete_paper(paper: Paper) -> None:
    """Take a paper out of every page, for 30 days with undo."""
    lock(paper.owner)
    paper.take_out("updated_at")


@transaction.atomic
def restore_paper(paper: Paper) -> None:
    lock(paper.owner)
    paper.put_back("updated_at")


def purge_deleted() -> int:
    """Remove for good what was deleted over 30 days ago; returns the number of rows."""
    papers, _ = Paper.objects.expired().delete()
    rest, _ = Project.objects.expired().delete()
    return papers + rest
