"""Documents of a project: begun from a template, read, edited, taken along as a file."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.projects import actions
from tracker.projects.documents import is_untouched, template_of
from tracker.projects.forms import DocumentForm
from tracker.projects.models import Document, DocumentKind, Project
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success


@get_or_post
def add_document(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Begin a document from the template of ?kind=; without one, the project offers all kinds."""
    own_projects = Project.objects.owned_by(request.user).live().select_related("owner")
    project = get_object_or_404(own_projects, pk=pk)
    kind = request.GET.get("kind", "")
    if kind not in DocumentKind:
        messages.error(request, _("Choose which kind of document to begin."))
        return redirect(project)
    kind = DocumentKind(kind)
    initial = {"title": capfirst(kind.label), "text": template_of(kind)}
    form = DocumentForm(
        request.user, form_data(request), instance=Document(kind=kind), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        document = actions.add_document(project, form.instance)
        success(request, _("Saved."), saved=True)
        return redirect(document)
    return render_form(request, "projects/add_document.html", form, project=project, kind=kind)


@require_safe
def document(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    document = _document(request, pk)
    context = {"document": document, "is_untouched": is_untouched(document)}
    return render(request, "projects/document.html", context)


@require_safe
def document_markdown(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Send the document as a file, just as it was written."""
    document = _document(request, pk)
    name = slugify(document.title)[:60] or "document"
    return HttpResponse(
        f"# {document.title}\n\n{document.text}\n",
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.md"'},
    )


@get_or_post
def edit_document(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    own_documents = Document.objects.owned_by(request.user).select_related("owner", "project")
    document = own_documents.live().filter(pk=pk).first()
    if document is None:
        get_object_or_404(own_documents.deleted(), pk=pk)
        return _deleted_meanwhile(request)
    form = DocumentForm(request.user, form_data(request), instance=document)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_document(form.instance)
        except Document.DoesNotExist:
            return _deleted_meanwhile(request)
        except actions.DocumentChangedError as changed:
            form.refuse_stale(changed.document.updated_at.isoformat())
        else:
            success(request, _("Saved."), saved=True)
            return redirect(document)
    return render_form(request, "projects/edit_document.html", form, document=document)


@require_POST
def finish_document(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Mark it done today, with one tap."""
    document = _document(request, pk)
    actions.set_document_done(document, document.done_on or request.user.today)
    undo = reverse("reopen_document", args=[pk])
    success(request, _("Done. Has the PM read it?"), undo=undo)
    return redirect(document)


@require_POST
def reopen_document(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    document = _document(request, pk)
    actions.set_document_done(document, None)
    success(request, _("Open again."))
    return redirect(document)


@require_POST
def delete_document(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    document = _document(request, pk)
    actions.delete_document(document)
    undo = reverse("restore_document", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect(document.project)


@require_POST
def restore_document(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    document = get_object_or_404(Document.objects.owned_by(request.user).deleted(), pk=pk)
    actions.restore_document(document)
    success(request, _("The document is back."))
    return redirect(document)


def _document(request: AuthenticatedRequest, pk: int) -> Document:
    own_documents = Document.objects.owned_by(request.user).live()
    return get_object_or_404(own_documents.select_related("owner", "project"), pk=pk)


def _deleted_meanwhile(request: AuthenticatedRequest) -> HttpResponseRedirect:
    text = _("This document was deleted. Put it back first; what you typed is kept on this device.")
    messages.error(request, text)
    return redirect("deleted")
