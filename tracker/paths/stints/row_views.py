"""Pauses and checks of a stint: added, changed, deleted and put back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts.http import AuthenticatedRequest
from tracker.paths.stints import actions
from tracker.paths.stints.forms import StintCheckForm, StintPauseForm
from tracker.paths.stints.models import StintCheck, StintPause
from tracker.paths.stints.views import own_stint
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success


@get_or_post
def add_pause(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    stint = own_stint(request, pk)
    form = StintPauseForm(form_data(request))
    if request.method == "POST" and form.is_valid():
        actions.add_pause(stint, form.save(commit=False))
        success(request, _("Saved. The clock counts it."))
        return redirect(stint)
    return render_form(request, "stints/pause.html", form, stint=stint)


@get_or_post
def edit_pause(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    pause = _pause(request, pk)
    form = StintPauseForm(form_data(request), instance=pause)
    if request.method == "POST" and form.is_valid():
        form.save()
        success(request, _("Saved. The clock counts it."))
        return redirect(pause.stint)
    return render_form(request, "stints/pause.html", form, stint=pause.stint, pause=pause)


@require_POST
def delete_pause(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    pause = _pause(request, pk)
    actions.delete(pause)
    undo = reverse("restore_pause", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect(pause.stint)


@require_POST
def restore_pause(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    deleted = StintPause.objects.owned_by(request.user).deleted()
    pause = get_object_or_404(deleted.select_related("stint"), pk=pk)
    actions.restore(pause)
    success(request, _("The pause is back."))
    return redirect(pause.stint)


@get_or_post
def add_check(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    stint = own_stint(request, pk)
    form = StintCheckForm(request.user, form_data(request))
    if request.method == "POST" and form.is_valid():
        actions.add_check(stint, form.save(commit=False))
        success(request, _("Kept with its date. The next one is due in a quarter."))
        return redirect(stint)
    return render_form(request, "stints/check.html", form, stint=stint)


@get_or_post
def edit_check(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    check = _check(request, pk)
    form = StintCheckForm(request.user, form_data(request), instance=check)
    if request.method == "POST" and form.is_valid():
        form.save()
        success(request, _("Saved."))
        return redirect(check.stint)
    return render_form(request, "stints/check.html", form, stint=check.stint, check=check)


@require_POST
def delete_check(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    check = _check(request, pk)
    actions.delete(check)
    undo = reverse("restore_check", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect(check.stint)


@require_POST
def restore_check(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    deleted = StintCheck.objects.owned_by(request.user).deleted()
    check = get_object_or_404(deleted.select_related("stint"), pk=pk)
    actions.restore(check)
    success(request, _("The check is back."))
    return redirect(check.stint)


def _pause(request: AuthenticatedRequest, pk: int) -> StintPause:
    own_pauses = StintPause.objects.owned_by(request.user).live()
    return get_object_or_404(own_pauses.select_related("stint"), pk=pk)


def _check(request: AuthenticatedRequest, pk: int) -> StintCheck:
    own_checks = StintCheck.objects.owned_by(request.user).live()
    return get_object_or_404(own_checks.select_related("stint"), pk=pk)
