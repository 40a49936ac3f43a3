"""Projects: the list, one stint with all that hangs on it, its end."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.projects import actions
from tracker.projects.forms import FinishForm, ProjectForm
from tracker.projects.models import DocumentKind, Project
from tracker.projects.queries import people_of, sums_of
from tracker.shared.http import form_data, get_or_post
from tracker.shared.messages import success

PAGE = 30
ENTRIES = 10
QUOTES = 6


@require_safe
def projects(request: AuthenticatedRequest) -> HttpResponse:
    """All stints. ?document=<kind> asks in which of them to begin one."""
    mine = Project.objects.owned_by(request.user).for_list().with_document_counts()
    kind = request.GET.get("document", "")
    context = {
        "page": Paginator(mine, PAGE).get_page(request.GET.get("page")),
        "today": request.user.today,
        "kind": DocumentKind(kind) if kind in DocumentKind else None,
    }
    return render(request, "projects/projects.html", context)


@get_or_post
def add_project(request: AuthenticatedRequest) -> HttpResponse:
    form = ProjectForm(request.user, form_data(request))
    if request.method == "POST" and form.is_valid():
        project = form.save(commit=False)
        actions.save_project(request.user, project, form.cleaned_data["with_pm"])
        text = _("The project stands. Choose it in an entry, and the entry stands here too.")
        messages.success(request, text)
        return redirect(project)
    return _form(request, "projects/add_project.html", form)


@require_safe
def project(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _project(request, pk)
    entries = found.activities.for_journal().order_by("-date", "-pk")
    said = request.user.quotes.for_ledger().filter(activity__project=found)
    context = {
        "project": found,
        "documents": found.documents.live().order_by("done_on", "title", "pk"),
        "kinds": DocumentKind.choices,
        "entries": entries[:ENTRIES],
        "quotes": said.order_by("-date", "-pk")[:QUOTES],
        "people": people_of(found),
        "sums": sums_of(found),
        "today": request.user.today,
    }
    return render(request, "projects/project.html", context)


@get_or_post
def edit_project(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _project(request, pk)
    form = ProjectForm(request.user, form_data(request), instance=found)
    if request.method == "POST" and form.is_valid():
        actions.save_project(request.user, form.instance, form.cleaned_data["with_pm"])
        messages.success(request, _("Saved."))
        return redirect(found)
    return _form(request, "projects/edit_project.html", form, project=found)


@get_or_post
def finish_project(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """What came of it and whether the work fits, when it ends or later."""
    found = _project(request, pk)
    form = FinishForm(request.user, form_data(request), instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.finish_project(form.instance)
        except Project.DoesNotExist as error:
            raise Http404 from error
        text = _("Finished.")
        if form.instance.fit == Project.Fit.POOR:
            text = _("Finished. To know that is a result, and a cheap one.")
        messages.success(request, text)
        return redirect(found)
    return _form(request, "projects/finish_project.html", form, project=found)


@require_POST
def delete_project(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete_project(_project(request, pk))
    undo = reverse("restore_project", args=[pk])
    text = _("Deleted. Entries stay, without the project. You can undo this for 30 days.")
    success(request, text, undo=undo)
    return redirect("projects")


@require_POST
def restore_project(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Project.objects.owned_by(request.user).deleted(), pk=pk)
    actions.restore_project(found)
    messages.success(request, _("It is back, with its documents and entries."))
    return redirect(found)


def _project(request: AuthenticatedRequest, pk: int) -> Project:
    mine = Project.objects.owned_by(request.user).live().select_related("owner", "pm")
    return get_object_or_404(mine, pk=pk)


def _form(request: AuthenticatedRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
