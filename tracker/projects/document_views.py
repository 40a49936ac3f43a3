"""Papers of a project: begun from a template, read, edited, taken along as a file."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.projects import actions
from tracker.projects.documents import is_untouched, template_of
from tracker.projects.forms import PaperForm
from tracker.projects.models import Paper, Project
from tracker.shared.http import SAVED, posted

GET_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(GET_AND_POST)
def add_paper(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """?kind= says from which template; without a known one, the project's page offers them."""
    mine = Project.objects.owned_by(request.user).live().select_related("owner")
    project = get_object_or_404(mine, pk=pk)
    kind = request.GET.get("kind", "")
    if kind not in Paper.Kind:
        messages.error(request, _("Choose which kind of paper to begin."))
        return redirect(project)
    kind = Paper.Kind(kind)
    initial = {"title": capfirst(kind.label), "text": template_of(kind)}
    form = PaperForm(request.user, posted(request), instance=Paper(kind=kind), initial=initial)
    if request.method == "POST" and form.is_valid():
        paper = actions.add_paper(project, form.instance)
        messages.success(request, _("Saved."), extra_tags=SAVED)
        return redirect(paper)
    return _form(request, "projects/add_document.html", form, project=project, kind=kind)


@require_safe
def paper(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _paper(request, pk)
    context = {"paper": found, "is_untouched": is_untouched(found)}
    return render(request, "projects/document.html", context)


@require_safe
def paper_markdown(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """The paper as a file, just as it was written."""
    found = _paper(request, pk)
    name = slugify(found.title)[:60] or "paper"
    return HttpResponse(
        f"# {found.title}\n\n{found.text}\n",
        content_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.md"'},
    )


@require_http_methods(GET_AND_POST)
def edit_paper(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    mine = Paper.objects.owned_by(request.user).select_related("owner", "project")
    found = mine.live().filter(pk=pk).first()
    if found is None:
        get_object_or_404(mine.deleted(), pk=pk)
        return _deleted_meanwhile(request)
    form = PaperForm(request.user, posted(request), instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_paper(form.instance)
        except Paper.DoesNotExist:
            return _deleted_meanwhile(request)
        except actions.PaperChangedError as changed:
            form.refuse_stale(changed.paper.updated_at.isoformat())
        else:
            messages.success(request, _("Saved."), extra_tags=SAVED)
            return redirect(found)
    return _form(request, "projects/edit_document.html", form, paper=found)


@require_POST
def finish_paper(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One tap: done today."""
    found = _paper(request, pk)
    actions.set_paper_done(found, found.done_on or request.user.today)
    undo = reverse("reopen_paper", args=[pk])
    messages.success(request, _("Done. Has the PM read it?"), extra_tags=undo)
    return redirect(found)


@require_POST
def reopen_paper(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _paper(request, pk)
    actions.set_paper_done(found, None)
    messages.success(request, _("Open again."))
    return redirect(found)


@require_POST
def delete_paper(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _paper(request, pk)
    actions.delete_paper(found)
    undo = reverse("restore_paper", args=[pk])
    messages.success(request, _("Deleted. You can undo this for 30 days."), extra_tags=undo)
    return redirect(found.project)


@require_POST
def restore_paper(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Paper.objects.owned_by(request.user).deleted(), pk=pk)
    actions.restore_paper(found)
    messages.success(request, _("The paper is back."))
    return redirect(found)


def _paper(request: AuthenticatedRequest, pk: int) -> Paper:
    mine = Paper.objects.owned_by(request.user).live().select_related("owner", "project")
    return get_object_or_404(mine, pk=pk)


def _deleted_meanwhile(request: AuthenticatedRequest) -> HttpResponseRedirect:
    text = _("This paper was deleted. Put it back first; what you typed is kept on this device.")
    messages.error(request, text)
    return redirect("deleted")


def _form(request: AuthenticatedRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
