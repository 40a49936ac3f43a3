"""Importing people. Between the steps nothing is kept on the server."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tracker.accounts.http import AuthenticatedRequest
from tracker.people.contact_import import columns
from tracker.people.contact_import.columns import Sheet
from tracker.people.contact_import.contacts import Contacts
from tracker.people.contact_import.forms import ColumnsForm, UploadForm
from tracker.people.contact_import.plan import (
    ContactImportPlan,
    PlanError,
    carry_out,
    plan_import,
    sealed,
    sealed_sheet,
    unsealed,
    unsealed_sheet,
)
from tracker.people.models import Person, PersonKind
from tracker.shared.http import form_data, get_or_post
from tracker.shared.sheets.limits import SheetError

# How many of a list a page shows, and how many can be ticked one by one: a form sends a thousand
# fields at most.
SHOWN = 200
TICKED = 500


class Listed:
    """The first of many, and how many more there are."""

    def __init__(self, found: Sequence[Any], most: int = SHOWN) -> None:
        self.number, self.first, self.more = len(found), found[:most], max(len(found) - most, 0)


@get_or_post
def import_people(request: AuthenticatedRequest) -> HttpResponse:
    """Ask for a file; show what importing it would do, or ask what its columns are."""
    form = UploadForm(form_data(request), request.FILES or None)
    if form.is_valid():
        kind, found = form.cleaned_data["kind"], form.cleaned_data["file"]
        try:
            if isinstance(found, Sheet):
                return _ask_columns(request, ColumnsForm(found), found, kind)
            return _show(request, plan_import(request.user, found, kind))
        except SheetError as error:
            form.add_error("file", str(error))
    return _ask_file(request, form)


@require_POST
def map_columns(request: AuthenticatedRequest) -> HttpResponse:
    """Take what the columns are, and show what importing the rows would do."""
    try:
        sheet, kind = unsealed_sheet(request.user, request.POST.get("sheet", ""))
    except signing.BadSignature:
        return _too_late(request)
    form = ColumnsForm(sheet, request.POST)
    if form.is_valid():
        try:
            contacts = columns.contacts(sheet, form.meanings, kind)
            return _show(request, plan_import(request.user, contacts, kind))
        except SheetError as error:
            form.add_error(None, str(error))
    return _ask_columns(request, form, sheet, kind)


@require_POST
def confirm_people(request: AuthenticatedRequest) -> HttpResponse:
    try:
        kind, digest, contacts = unsealed(request.user, request.POST.get("plan", ""))
    except signing.BadSignature:
        return _too_late(request)
    ticked = _ticked(request, contacts)
    try:
        if contacts.faults and "leave_out" not in request.POST:
            plan = plan_import(request.user, contacts, kind)
            raise PlanError(_("Tick that those with mistakes are left out."), plan)
        people = carry_out(request.user, contacts, kind, digest, ticked)
    except PlanError as error:
        return _show(request, error.plan, refused=str(error), ticked=ticked)
    _tell(request, people)
    return redirect("people")


def _ask_file(request: AuthenticatedRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    status = 422 if form.errors else status
    return render(
        request, "people/contact_import/import_people.html", {"form": form}, status=status
    )


def _too_late(request: AuthenticatedRequest) -> HttpResponse:
    messages.error(request, _("An import waits for an hour at most. Choose the file once more."))
    return _ask_file(request, UploadForm(), 422)


def _ask_columns(
    request: AuthenticatedRequest, form: ColumnsForm, sheet: Sheet, kind: str
) -> HttpResponse:
    context = {
        "form": form,
        "rows": len(sheet.rows),
        "seal": sealed_sheet(sheet, kind, request.user),
    }
    return render(
        request,
        "people/contact_import/import_columns.html",
        context,
        status=422 if form.errors else 200,
    )


def _show(
    request: AuthenticatedRequest,
    plan: ContactImportPlan,
    *,
    refused: str = "",
    ticked: Iterable[int] = (),
) -> HttpResponse:
    """`refused` says why a plan that was confirmed is shown again, with what was ticked then."""
    is_one_by_one = len(plan.likes) <= TICKED
    context = {
        "plan": plan,
        "adds": Listed(plan.adds),
        "same": Listed(plan.same),
        "likes": Listed(plan.likes, TICKED if is_one_by_one else SHOWN),
        "faults": Listed(plan.faults),
        "remarked": Listed(plan.remarked),
        "is_one_by_one": is_one_by_one,
        "ticked": set(ticked),
        "leaves_out": "leave_out" in request.POST,
        "refused": refused,
        "kind": PersonKind(plan.kind).label,
        "seal": sealed(plan, request.user) if plan.is_ready else "",
    }
    status = 422 if refused or not plan.is_ready else 200
    return render(request, "people/contact_import/import_plan.html", context, status=status)


def _ticked(request: AuthenticatedRequest, contacts: Contacts) -> list[int]:
    """The numbers of those to add although they are perhaps the same as somebody."""
    sent = set(request.POST.getlist("again"))
    everybody = "all" in sent
    return [one.number for one in contacts.found if everybody or str(one.number) in sent]


def _tell(request: AuthenticatedRequest, people: list[Person]) -> None:
    number = len(people)
    if not number:
        messages.info(request, _("Nobody was added: they are all among your people already."))
        return
    sentence = ngettext(
        "%d person is among your people now.", "%d people are among your people now.", number
    )
    messages.success(request, sentence % number)
