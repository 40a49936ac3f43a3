"""Projects: the list, one stint with all that hangs on it, its end."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.projects import actions
from tracker.projects.forms import FinishForm, ProjectForm
from tracker.projects.models import DocumentKind, Fit, Project
from tracker.projects.queries import people_of, totals_of
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success

PAGE = 30
ACTIVITIES = 10
QUOTES = 6


@require_safe
def projects(request: AuthenticatedRequest) -> HttpResponse:
    """List all stints. ?document=<kind> asks in which of them to begin one."""
    own_projects = Project.objects.owned_by(request.user).for_list().with_document_counts()
    kind = request.GET.get("document") or request.GET.get("paper", "")  # as links once said
    context = {
        "page": Paginator(own_projects, PAGE).get_page(request.GET.get("page")),
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
        success(request, text)
        return redirect(project)
    return render_form(request, "projects/add_project.html", form)


@require_safe
def project(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    project = _project(request, pk)
    activities = project.activities.for_journal().order_by("-date", "-pk")
    quotes = request.user.quotes.for_ledger().filter(activity__project=project)
    context = {
        "project": project,
        "documents": project.documents.live().order_by("done_on", "title", "pk"),
        "kinds": DocumentKind.choices,
        "activities": activities[:ACTIVITIES],
        "quotes": quotes.order_by("-date", "-pk")[:QUOTES],
        "people": people_of(project),
        "totals": totals_of(project),
        "today": request.user.today,
    }
    return render(request, "projects/project.html", context)


@get_or_post
def edit_project(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    project = _project(request, pk)
    form = ProjectForm(request.user, form_data(request), instance=project)
    if request.method == "POST" and form.is_valid():
        actions.save_project(request.user, form.instance, form.cleaned_data["with_pm"])
        success(request, _("Saved."))
        return redirect(project)
    return render_form(request, "projects/edit_project.html", form, project=project)


@get_or_post
def finish_project(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Keep what came of it and whether the work fits, when it ends or later."""
    project = _project(request, pk)
    form = FinishForm(request.user, form_data(request), instance=project)
    if request.method == "POST" and form.is_valid():
        try:
            actions.finish_project(form.instance)
        except Project.DoesNotExist as error:
            raise Http404 from error
        text = _("Finished.")
        if form.instance.fit == Fit.POOR:
            text = _("Finished. To know that is a result, and a cheap one.")
        success(request, text)
        return redirect(project)
    return render_form(request, "projects/finish_project.html", form, project=project)


@require_POST
def delete_project(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete_project(_project(request, pk))
    undo = reverse("restore_project", args=[pk])
    text = _("Deleted. Entries stay, without the project. You can undo this for 30 days.")
    success(request, text, undo=undo)
    return redirect("projects")


@require_POST
def restore_project(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    project = get_object_or_404(Project.objects.owned_by(request.user).deleted(), pk=pk)
    actions.restore_project(project)
    success(request, _("It is back, with its documents and entries."))
    return redirect(project)


def _project(request: AuthenticatedRequest, pk: int) -> Project:
    own_projects = Project.objects.owned_by(request.user).live().select_related("owner", "pm")
    return get_object_or_404(own_projects, pk=pk)
