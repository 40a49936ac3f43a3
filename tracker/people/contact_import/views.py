"""Importing people. Between the steps nothing is kept on the server."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tracker.accounts.http import AuthenticatedRequest
from tracker.people.contact_import.charsets import Charset
from tracker.people.contact_import.columns import Sheet, contacts_of
from tracker.people.contact_import.contacts import Contacts
from tracker.people.contact_import.forms import ColumnsForm, UploadForm
from tracker.people.contact_import.plan import (
    ContactImportPlan,
    PlanError,
    carry_out,
    plan_import,
    seal_plan,
    seal_sheet,
    unseal_plan,
    unseal_sheet,
)
from tracker.people.models import PersonKind
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success
from tracker.shared.sheets.limits import SheetError

# How many of a list a page shows, and how many can be ticked one by one: a form sends a thousand
# fields at most.
SHOWN = 200
TICKED = 500


@dataclass(frozen=True)
class FirstOfMany:
    """What a page shows of a list that may be long."""

    everything: list[Any]
    most: int = SHOWN

    @property
    def number(self) -> int:
        return len(self.everything)

    @property
    def first(self) -> list[Any]:
        return self.everything[: self.most]

    @property
    def more(self) -> int:
        return max(self.number - self.most, 0)


@get_or_post
def import_people(request: AuthenticatedRequest) -> HttpResponse:
    """Ask for a file; show what importing it would do, or ask what its columns are."""
    form = UploadForm(form_data(request), request.FILES or None)
    if form.is_valid():
        kind, content = form.cleaned_data["kind"], form.cleaned_data["file"]
        try:
            if isinstance(content, Sheet):
                columns = ColumnsForm(content.in_charset(Charset.WESTERN))
                return _ask_columns(request, columns, content, kind)
            return _show(request, plan_import(request.user, content, kind))
        except SheetError as error:
            form.add_error("file", str(error))
    return _ask_file(request, form)


@require_POST
def map_columns(request: AuthenticatedRequest) -> HttpResponse:
    """Take what the columns are, and show what importing the rows would do."""
    try:
        sealed = unseal_sheet(request.POST.get("sheet", ""), request.user)
    except signing.BadSignature:
        return _too_late(request)
    sheet = sealed.sheet.in_charset(_charset(request))
    if "anew" in request.POST:  # what was guessed of other letters is guessed again
        return _ask_columns(request, ColumnsForm(sheet), sealed.sheet, sealed.kind)
    form = ColumnsForm(sheet, request.POST)
    if form.is_valid():
        try:
            contacts = contacts_of(sheet, form.meanings, sealed.kind)
            plan = plan_import(request.user, contacts, sealed.kind)
            return _show(request, plan, guessed=form if sealed.sheet.is_guessed else None)
        except SheetError as error:
            form.add_error(None, str(error))
    return _ask_columns(request, form, sealed.sheet, sealed.kind)


@require_POST
def confirm_people(request: AuthenticatedRequest) -> HttpResponse:
    try:
        sealed = unseal_plan(request.POST.get("plan", ""), request.user)
    except signing.BadSignature:
        return _too_late(request)
    ticked = _ticked(request, sealed.contacts)
    if sealed.contacts.faults and "leave_out" not in request.POST:
        plan = plan_import(request.user, sealed.contacts, sealed.kind)
        refused = _("Tick that those with mistakes are left out.")
        return _show(request, plan, refused=refused, ticked=ticked)
    try:
        people = carry_out(request.user, sealed, ticked)
    except PlanError as error:
        return _show(request, error.plan, refused=str(error), ticked=ticked)
    _message_imported(request, len(people))
    return redirect("people")


def _ask_file(request: AuthenticatedRequest, form: UploadForm) -> HttpResponse:
    return render_form(request, "people/contact_import/import_people.html", form)


def _too_late(request: AuthenticatedRequest) -> HttpResponse:
    messages.error(request, _("An import waits for an hour at most. Choose the file once more."))
    response = _ask_file(request, UploadForm())
    response.status_code = 422
    return response


def _ask_columns(
    request: AuthenticatedRequest, form: ColumnsForm, sheet: Sheet, kind: str
) -> HttpResponse:
    context = {"rows": len(sheet.rows), "seal": seal_sheet(sheet, kind, request.user)}
    if sheet.is_guessed:
        context |= {"charsets": Charset.choices, "charset": _charset(request)}
    return render_form(request, "people/contact_import/import_columns.html", form, **context)


def _show(
    request: AuthenticatedRequest,
    plan: ContactImportPlan,
    *,
    refused: str = "",
    guessed: ColumnsForm | None = None,
    ticked: Iterable[int] = (),
) -> HttpResponse:
    """Show what an import would do.

    `guessed` are the columns of a file that does not tell its character set.
    `refused` says why a plan that was confirmed is shown again, with what was ticked then.
    """
    is_one_by_one = len(plan.near_duplicates) <= TICKED
    most_near = TICKED if is_one_by_one else SHOWN
    context = {
        "plan": plan,
        "adds": FirstOfMany(plan.adds),
        "duplicates": FirstOfMany(plan.duplicates),
        "near_duplicates": FirstOfMany(plan.near_duplicates, most_near),
        "faults": FirstOfMany(plan.faults),
        "remarked": FirstOfMany(plan.remarked),
        "is_one_by_one": is_one_by_one,
        "ticked": set(ticked),
        "leaves_out": "leave_out" in request.POST,
        "refused": refused,
        "kind": PersonKind(plan.kind).label,
        "guessed": guessed,
        "charsets": Charset.choices,
        "charset": _charset(request),
        "sheet": request.POST.get("sheet", ""),
        "seal": seal_plan(plan, request.user) if plan.is_ready else "",
    }
    status = 422 if refused or not plan.is_ready else 200
    return render(request, "people/contact_import/import_plan.html", context, status=status)


def _charset(request: AuthenticatedRequest) -> str:
    chosen = request.POST.get("charset", "")
    return chosen if chosen in Charset.values else Charset.WESTERN.value


def _ticked(request: AuthenticatedRequest, contacts: Contacts) -> list[int]:
    """Return the numbers of those to add although they are perhaps the same as somebody."""
    sent = set(request.POST.getlist("again"))
    numbers = [contact.number for contact in contacts.readable]
    if "all" in sent:
        return numbers
    return [number for number in numbers if str(number) in sent]


def _message_imported(request: AuthenticatedRequest, number: int) -> None:
    if not number:
        messages.info(request, _("Nobody was added: they are all among your people already."))
        return
    sentence = ngettext(
        "%d person is among your people now.", "%d people are among your people now.", number
    )
    success(request, sentence % number)
