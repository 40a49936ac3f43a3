"""Importing an export: a look at what it would do, then all of it or nothing."""

from django.contrib import messages
from django.core import signing
from django.core.files.storage import default_storage
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tracker.accounts import security_log
from tracker.accounts.http import AuthenticatedRequest
from tracker.exports.importing.actions import MOST_ROWS_ONLINE, import_archive
from tracker.exports.importing.archives import Archive, ArchiveError
from tracker.exports.importing.forms import UploadForm
from tracker.exports.importing.outcome import Outcome
from tracker.exports.queries import what_there_is
from tracker.files.models import random_place
from tracker.shared.http import render_form
from tracker.shared.messages import success
from tracker.shared.signed_preview import seal, unseal

PURPOSE = "exports"


@require_POST
def import_data(request: AuthenticatedRequest) -> HttpResponse:
    """Show what an import would do, and keep the file for it: `purge_deleted` removes one that
    nobody came back for."""
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            outcome = import_archive(
                request.user, form.cleaned_data["archive"], keep=False, most_rows=MOST_ROWS_ONLINE
            )
        except ArchiveError as error:
            form.add_error("file", str(error))
        else:
            place = ""
            if not outcome.fault_count and outcome.new:
                file = form.cleaned_data["file"]
                file.seek(0)
                place = default_storage.save(random_place(), file)
            return _show(request, outcome, place)
    return render_form(request, "exports/your_data.html", form, **what_there_is(request))


@require_POST
def confirm_import_data(request: AuthenticatedRequest) -> HttpResponse:
    try:
        place = unseal(request.POST.get("place", ""), purpose=PURPOSE, user_id=request.user.pk)
        with default_storage.open(place) as file:
            outcome = import_archive(
                request.user, Archive(file), keep=True, most_rows=MOST_ROWS_ONLINE
            )
    except (signing.BadSignature, FileNotFoundError):
        messages.error(
            request, _("An import waits for an hour at most. Choose the file once more.")
        )
        return redirect("your_data")
    except ArchiveError as error:
        messages.error(request, str(error))
        return redirect("your_data")
    if outcome.fault_count:
        return _show(request, outcome, place)
    default_storage.delete(place)
    security_log.record("data_imported", request.user, request, rows=outcome.new)
    said = ngettext("%(number)d row is imported.", "%(number)d rows are imported.", outcome.new)
    success(request, said % {"number": outcome.new})
    return redirect("your_data")


def _show(request: AuthenticatedRequest, outcome: Outcome, place: str) -> HttpResponse:
    sealed = seal(place, purpose=PURPOSE, user_id=request.user.pk) if place else ""
    status = 422 if outcome.fault_count else 200
    context = {"outcome": outcome, "place": sealed}
    return render(request, "exports/import_data.html", context, status=status)
