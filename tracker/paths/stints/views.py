"""A stint with its clock."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.catalogue.guidance.models import Role
from tracker.employments.models import Employment
from tracker.paths.stints import actions
from tracker.paths.stints.forms import CampaignForm, StintForm
from tracker.paths.stints.models import Stint
from tracker.shared.http import form_data, get_or_post, render_form, text_from
from tracker.shared.messages import success
from tracker.shared.text.names import folded


@get_or_post
def add_stint(request: AuthenticatedRequest) -> HttpResponse:
    """Plan or begin a stint; ?role=<slug> begins with a curated role."""
    role = Role.objects.offered().filter(slug=text_from(request.GET, "role")).first()
    initial = {"role": role.slug, "title": role.name} if role else {}
    form = StintForm(request.user, form_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["override_note"]
        stint = actions.save(request.user, form.save(commit=False), form.kinds, note)
        text = _("The clock runs.") if stint.first_on else _("It is a plan: give it a first day.")
        success(request, text)
        return redirect(stint)
    return render_form(request, "stints/add_stint.html", form)


@require_safe
def stint(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    stint = own_stint(request, pk)
    present = Employment.objects.owned_by(request.user).present().first()
    here = folded(present.company) if present else ""
    context = {
        "stint": stint,
        "clock": stint.clock,
        "today": request.user.today,
        "is_elsewhere": bool(stint.company) and folded(stint.company) != here,
    }
    return render(request, "stints/stint.html", context)


@get_or_post
def edit_stint(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    stint = own_stint(request, pk)
    form = StintForm(request.user, form_data(request), instance=stint)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["override_note"]
        actions.save(request.user, form.save(commit=False), form.kinds, note)
        success(request, _("Saved."))
        return redirect(stint)
    return render_form(request, "stints/edit_stint.html", form, stint=stint)


@get_or_post
def begin_campaign(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Say that one campaigns for the PM post now; before the year is over a note is asked for."""
    stint = own_stint(request, pk)
    clock = stint.clock
    too_early = clock is None or not clock.is_over
    form = CampaignForm(form_data(request), too_early=too_early)
    if request.method == "POST" and form.is_valid():
        actions.begin_campaign(stint, form.kinds, form.cleaned_data["override_note"])
        undo = reverse("end_campaign", args=[pk])
        success(request, _("Noted. Tell its product managers what you want."), undo=undo)
        return redirect(stint)
    return render_form(request, "stints/begin_campaign.html", form, stint=stint, clock=clock)


@require_POST
def end_campaign(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    stint = own_stint(request, pk)
    actions.end_campaign(stint)
    success(request, _("Taken back."))
    return redirect(stint)


@require_POST
def delete_stint(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete(own_stint(request, pk))
    undo = reverse("restore_stint", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("paths")


@require_POST
def restore_stint(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    stint = get_object_or_404(Stint.objects.owned_by(request.user).deleted(), pk=pk)
    actions.restore(stint)
    success(request, _("The stint is back."))
    return redirect(stint)


def own_stint(request: AuthenticatedRequest, pk: int) -> Stint:
    return get_object_or_404(Stint.objects.owned_by(request.user).live().with_rows(), pk=pk)
