"""Fit verdicts: what a piece of the real work did to whoever did it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts.http import AuthenticatedRequest
from tracker.career.models import FitVerdict
from tracker.career.motives import actions
from tracker.career.motives.forms import VerdictForm
from tracker.journal.models import Activity
from tracker.projects.models import Project
from tracker.shared.http import form_data, get_or_post, pk_from, render_form
from tracker.shared.messages import success


@get_or_post
def add_verdict(request: AuthenticatedRequest) -> HttpResponse:
    """Judge a piece of work; ?entry= and ?project= say by their keys which one."""
    activity, project = _entry_asked_for(request), _project_asked_for(request)
    form = VerdictForm(request.user, form_data(request))
    if request.method == "POST" and form.is_valid():
        verdict = form.save(commit=False)
        verdict.owner, verdict.activity, verdict.project = request.user, activity, project
        verdict.save()
        success(request, _("Kept. Several of them say more than one."))
        return redirect("motives")
    judged = activity or project
    return render_form(request, "career/edit_verdict.html", form, judged=judged)


@get_or_post
def edit_verdict(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    verdict = _verdict(request, pk)
    form = VerdictForm(request.user, form_data(request), instance=verdict)
    if request.method == "POST" and form.is_valid():
        form.save()
        success(request, _("Saved."))
        return redirect("motives")
    context = {"verdict": verdict, "judged": verdict.about}
    return render_form(request, "career/edit_verdict.html", form, **context)


@require_POST
def delete_verdict(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete(_verdict(request, pk))
    undo = reverse("restore_verdict", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("motives")


@require_POST
def restore_verdict(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    own_verdicts = FitVerdict.objects.owned_by(request.user).deleted()
    actions.restore(get_object_or_404(own_verdicts, pk=pk))
    success(request, _("The verdict is back."))
    return redirect("motives")


def _verdict(request: AuthenticatedRequest, pk: int) -> FitVerdict:
    return get_object_or_404(FitVerdict.objects.owned_by(request.user).for_list(), pk=pk)


def _entry_asked_for(request: AuthenticatedRequest) -> Activity | None:
    pk = pk_from(request.GET.get("entry"))
    if pk is None:
        return None
    own_activities = Activity.objects.owned_by(request.user).live().select_related("task")
    return own_activities.filter(pk=pk).first()


def _project_asked_for(request: AuthenticatedRequest) -> Project | None:
    pk = pk_from(request.GET.get("project"))
    if pk is None:
        return None
    return Project.objects.owned_by(request.user).live().filter(pk=pk).first()
