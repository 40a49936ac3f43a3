"""Writing projects and documents. Each function is one transaction."""

from datetime import date

from django.db import transaction

from tracker.accounts.models import User
from tracker.people.actions import add_by_name
from tracker.people.models import PersonKind
from tracker.people.names import TypedPeople
from tracker.projects.models import Document, Project
from tracker.shared.owned import lock

# What the two forms write: a project that is deleted meanwhile stays deleted.
FIELDS_AGREED = ["name", "product", "pm", "first_on", "last_on", "scope"]
FIELDS_OF_THE_END = ["last_on", "outcome", "fit", "fit_reason"]


class DocumentChangedError(Exception):
    """Somebody else's write came first; `document` is the document as it is now."""

    def __init__(self, document: Document) -> None:
        super().__init__(document.pk)
        self.document = document


@transaction.atomic
def save_project(owner: User, project: Project, pm: TypedPeople) -> None:
    """Save a new or changed project. A new name becomes a product manager among the people.

    With nobody named, a PM who is deleted keeps the place for as long as that can be undone.
    """
    lock(owner)
    project.owner = owner
    people = [*pm.known, *add_by_name(owner, pm.new, PersonKind.PM)]
    if people:
        project.pm = people[0]
    elif project.pm and not project.pm.deleted_at:
        project.pm = None
    project.save(update_fields=FIELDS_AGREED if project.pk else None)


@transaction.atomic
def finish_project(project: Project) -> None:
    """Save when it ended, what came of it and whether the work fits.

    Raises Project.DoesNotExist where it was moved beyond that day since it was read.
    """
    lock(project.owner)
    begun = Project.objects.owned_by(project.owner)
    begun.get(pk=project.pk, first_on__lte=project.last_on or project.first_on)
    project.save(update_fields=FIELDS_OF_THE_END)


def delete_project(project: Project) -> None:
    """Take a project and its documents out of every page for 30 days with undo.

    Activities stay as they are, and stay tied to it: putting it back brings them back to its page.
    """
    project.soft_delete()


def restore_project(project: Project) -> None:
    project.restore()


@transaction.atomic
def add_document(project: Project, document: Document) -> Document:
    """Save an unsaved document in a project; the same one sent twice is the one that is there."""
    lock(project.owner)
    same = project.documents.live().filter(
        kind=document.kind, title=document.title, text=document.text
    )
    if earlier := same.first():
        return earlier
    document.owner, document.project = project.owner, project
    document.save()
    return document


@transaction.atomic
def edit_document(document: Document) -> None:
    """Save changed values of a live document.

    Raises Document.DoesNotExist where it was deleted since it was read, DocumentChangedError where
    it was changed.
    """
    lock(document.owner)
    before = Document.objects.owned_by(document.owner).live().get(pk=document.pk)
    if before.updated_at != document.updated_at:
        raise DocumentChangedError(before)
    document.save()


@transaction.atomic
def set_document_done(document: Document, day: date | None) -> None:
    """Mark it done on that day, or with None not done after all."""
    lock(document.owner)
    document.done_on = day
    document.save(update_fields=["done_on", "updated_at"])


@transaction.atomic
def delete_document(document: Document) -> None:
    """Take a document out of every page, for 30 days with undo."""
    lock(document.owner)
    document.soft_delete("updated_at")


@transaction.atomic
def restore_document(document: Document) -> None:
    lock(document.owner)
    document.restore("updated_at")
