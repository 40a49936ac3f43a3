"""Employments in the settings: the present one, earlier ones."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.employments import actions
from tracker.employments.forms import EmploymentForm
from tracker.employments.models import Employment
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success


@require_safe
def employments(request: AuthenticatedRequest) -> HttpResponse:
    rows = list(Employment.objects.owned_by(request.user).for_list())
    return render(request, "employments/employments.html", {"employments": rows})


@get_or_post
def add_employment(request: AuthenticatedRequest) -> HttpResponse:
    """Write down an earlier employment, or the present one where none is known."""
    form = EmploymentForm(request.user, form_data(request))
    if request.method == "POST" and form.is_valid():
        actions.save(request.user, form.save(commit=False))
        success(request, _("Saved. Journal and quotes can be filtered by it."))
        return redirect("employments")
    return render_form(request, "employments/add_employment.html", form)


@get_or_post
def edit_employment(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    employment = _employment(request, pk)
    form = EmploymentForm(request.user, form_data(request), instance=employment)
    if request.method == "POST" and form.is_valid():
        actions.save(request.user, form.save(commit=False))
        success(request, _("Saved."))
        return redirect("employments")
    return render_form(request, "employments/edit_employment.html", form, employment=employment)


@require_POST
def delete_employment(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    try:
        actions.delete(_employment(request, pk))
    except actions.HasPeopleError:
        messages.error(
            request, _("People stand on its map, so it stays. Move them elsewhere, or edit it.")
        )
    else:
        undo = reverse("restore_employment", args=[pk])
        text = _("Deleted. Your entries stay. You can undo this for 30 days.")
        success(request, text, undo=undo)
    return redirect("employments")


@require_POST
def restore_employment(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    deleted = Employment.objects.owned_by(request.user).deleted().select_related("owner")
    actions.restore(get_object_or_404(deleted, pk=pk))
    success(request, _("The employment is back."))
    return redirect("employments")


def _employment(request: AuthenticatedRequest, pk: int) -> Employment:
    own_employments = Employment.objects.owned_by(request.user).live().select_related("owner")
    return get_object_or_404(own_employments, pk=pk)
