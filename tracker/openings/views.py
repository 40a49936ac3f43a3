"""Openings: the board, the list, one opening and its stages."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.accounts.models import User
from tracker.openings import actions
from tracker.openings.advert.queries import advert_reading
from tracker.openings.companies.models import Company
from tracker.openings.companies.queries import contacts_at
from tracker.openings.forms import BothForm, CloseForm, OpeningFilterForm, OpeningForm
from tracker.openings.models import Opening, OpeningStage
from tracker.openings.queries import ON_THE_BOARD, board
from tracker.people.actions import add_by_name
from tracker.people.models import Person, PersonKind
from tracker.people.names import TypedPeople
from tracker.shared.http import form_data, get_or_post, pk_from, render_form
from tracker.shared.messages import success

PAGE = 50
INTERVIEWS = 10  # shown beside an opening


@require_safe
def openings(request: AuthenticatedRequest) -> HttpResponse:
    """Show the board; what is searched for, or one stage, as a list."""
    filters = OpeningFilterForm(request.GET)
    filters.is_valid()
    own_openings = Opening.objects.owned_by(request.user)
    context: dict[str, Any] = {"filters": filters, "today": request.user.today}
    if filters.in_use:
        listed = filters.filter_queryset(own_openings).for_list().order_by("-stage_on", "-pk")
        context["page"] = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    else:
        context |= {"board": board(own_openings), "stages": ON_THE_BOARD}
    return render(request, "openings/openings.html", context)


@get_or_post
def add_opening(request: AuthenticatedRequest) -> HttpResponse:
    """Add one; ?company= is the key of a company that it is at."""
    form = OpeningForm(request.user, form_data(request), initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        opening = form.save(commit=False)
        _take_people(request.user, form, opening)
        actions.add_opening(request.user, opening, company=form.cleaned_data["company_name"])
        success(request, _("Added. Now paste its advert, and read it as its hiring manager does."))
        return redirect(opening)
    return render_form(request, "openings/add_opening.html", form)


@require_safe
def opening(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    opening = opening_of(request, pk)
    contacts = []
    if opening.company:
        contacts = contacts_at(request.user, [opening.company])[opening.company.pk]
    context = {
        "opening": opening,
        "reading": advert_reading(opening) if opening.advert else None,
        "contacts": contacts,
        "interviews": opening.interviews.live().order_by("-date", "-pk")[:INTERVIEWS],
        "stages": ON_THE_BOARD,
        "today": request.user.today,
    }
    return render(request, "openings/opening.html", context)


@get_or_post
def edit_opening(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    opening = opening_of(request, pk)
    form = OpeningForm(request.user, form_data(request), instance=opening)
    if request.method == "POST" and form.is_valid():
        changed = form.save(commit=False)
        _take_people(request.user, form, changed)
        actions.edit_opening(changed, company=form.cleaned_data["company_name"])
        success(request, _("Saved."))
        return redirect(opening)
    return render_form(request, "openings/edit_opening.html", form, opening=opening)


@require_POST
def move_opening(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Move it to the open stage `stage` with one tap; closing one has a page of its own."""
    opening = opening_of(request, pk)
    stage = request.POST.get("stage") or request.GET.get("stage", "")
    if stage == OpeningStage.CLOSED:
        return redirect("close_opening", pk)
    before = opening.stage
    if stage in ON_THE_BOARD:
        moved = actions.move_opening(opening, stage)
        _message_moved(request, moved, before)
    return redirect("openings" if "board" in request.POST else opening)


def _message_moved(request: AuthenticatedRequest, moved: Opening, before: str) -> None:
    undo = ""
    if before not in (moved.stage, OpeningStage.CLOSED):
        undo = f"{reverse('move_opening', args=[moved.pk])}?stage={before}"
    text = _("%(title)s: %(stage)s.") % {"title": moved, "stage": moved.get_stage_display()}
    success(request, text, undo=undo)


@get_or_post
def close_opening(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    opening = opening_of(request, pk)
    initial = {"closed_reason": opening.closed_reason, "learned": opening.learned}
    form = CloseForm(form_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.move_opening(opening, OpeningStage.CLOSED, **form.cleaned_data)
        success(request, _("Closed, and kept with what it taught you."))
        return redirect(opening)
    return render_form(request, "openings/close_opening.html", form, opening=opening)


@require_POST
def finish_step(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    opening = opening_of(request, pk)
    actions.finish_step(opening)
    success(request, _("Done. What comes next?"))
    return redirect(f"{reverse('edit_opening', args=[pk])}#id_next_step")


@get_or_post
def change_both(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Say why one goes for a new company and a new role at once."""
    opening = opening_of(request, pk)
    form = BothForm(form_data(request), instance=opening)
    if request.method == "POST" and form.is_valid():
        form.save()
        success(request, _("Kept. The warning is gone from this opening."))
        return redirect(opening)
    return render_form(request, "openings/change_both.html", form, opening=opening)


@require_POST
def delete_opening(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete_opening(opening_of(request, pk))
    undo = reverse("restore_opening", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("openings")


@require_POST
def restore_opening(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    opening = get_object_or_404(Opening.objects.owned_by(request.user).deleted(), pk=pk)
    actions.restore_opening(opening)
    success(request, capfirst(_("%(title)s is back.") % {"title": opening}))
    return redirect(opening)


def opening_of(request: AuthenticatedRequest, pk: int) -> Opening:
    """Return one of the user's own; anybody else's is not there."""
    own_openings = Opening.objects.owned_by(request.user).live()
    whole = own_openings.select_related("owner", "company", "level", "referrer", "hiring_manager")
    return get_object_or_404(whole, pk=pk)


def _asked(request: AuthenticatedRequest) -> dict[str, Any]:
    pk = pk_from(request.GET.get("company"))
    if pk is None:
        return {}
    company = Company.objects.owned_by(request.user).live().filter(pk=pk).first()
    return {"company_name": company.name} if company else {}


def _take_people(owner: User, form: OpeningForm, opening: Opening) -> None:
    """Give the opening the two people who were typed; a new name becomes one of one's people."""
    company = form.cleaned_data["company_name"]
    opening.referrer = _person(owner, form.cleaned_data["referrer_name"], PersonKind.PEER)
    manager = form.cleaned_data["manager_name"]
    opening.hiring_manager = _person(owner, manager, PersonKind.HIRING, company)


def _person(owner: User, named: TypedPeople, kind: str, company: str = "") -> Person | None:
    if named.known:
        return named.known[0]
    if not named.new:
        return None
    person = add_by_name(owner, named.new, PersonKind(kind))[0]
    if company:
        person.company = company
        person.save(update_fields=["company"])
    return person
