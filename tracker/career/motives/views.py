"""Motive notes: why I want this, then and now."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.career.models import FitVerdict, MotiveNote
from tracker.career.motives import actions
from tracker.career.motives.differences import difference
from tracker.career.motives.forms import MotiveForm
from tracker.career.motives.queries import energy_by_quarter, note_before, takes_energy
from tracker.career.quarters import Quarter
from tracker.goals.models import Goal
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success
from tracker.shared.pagination import newest_first

PAGE = 20
VERDICTS = 30


@require_safe
def motives(request: AuthenticatedRequest) -> HttpResponse:
    """List the notes, the newest beside the one before; then what the work did, by quarter."""
    own_notes = MotiveNote.objects.owned_by(request.user).live()
    page = newest_first(own_notes, request.GET.get("before", ""), PAGE)
    energies = energy_by_quarter(request.user)
    context: dict[str, Any] = {"page": page, "energies": energies}
    verdicts = FitVerdict.objects.owned_by(request.user).for_list().order_by("-date", "-pk")
    context["verdicts"] = list(verdicts[:VERDICTS])
    if takes_energy(energies, Quarter.of(request.user.today)):
        goals = Goal.objects.owned_by(request.user).active().select_related("level")
        context["goals_to_close"] = list(goals.order_by("level__number"))
    return render(request, "career/motives.html", context)


@get_or_post
def add_motive(request: AuthenticatedRequest) -> HttpResponse:
    """Write a note; the latest one stands beside, and is not copied: the words are new ones."""
    form = MotiveForm(request.user, form_data(request))
    if request.method == "POST" and form.is_valid():
        note = form.save(commit=False)
        note.owner = request.user
        note.save()
        success(request, _("Kept, with its date. Read it again in half a year."))
        return redirect(note)
    own_notes = MotiveNote.objects.owned_by(request.user).live()
    latest = own_notes.order_by("-date", "-pk").first()
    return render_form(request, "career/edit_motive.html", form, latest=latest)


@require_safe
def motive(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show one note beside the one before it, with what changed."""
    note = _note(request, pk)
    earlier = note_before(note)
    context: dict[str, Any] = {"note": note, "earlier": earlier}
    if earlier:
        context["why"] = difference(earlier.why, note.why)
        context["place"] = difference(earlier.place, note.place)
    return render(request, "career/motive.html", context)


@get_or_post
def edit_motive(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    note = _note(request, pk)
    form = MotiveForm(request.user, form_data(request), instance=note)
    if request.method == "POST" and form.is_valid():
        form.save()
        success(request, _("Saved."))
        return redirect(note)
    return render_form(request, "career/edit_motive.html", form, note=note)


@require_POST
def delete_motive(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete(_note(request, pk))
    undo = reverse("restore_motive", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("motives")


@require_POST
def restore_motive(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    note = get_object_or_404(MotiveNote.objects.owned_by(request.user).deleted(), pk=pk)
    actions.restore(note)
    success(request, _("The note is back."))
    return redirect(note)


def _note(request: AuthenticatedRequest, pk: int) -> MotiveNote:
    own_notes = MotiveNote.objects.owned_by(request.user).live()
    return get_object_or_404(own_notes.select_related("owner"), pk=pk)
