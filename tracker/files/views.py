"""Links and files of an entry: add, open, take off, put back."""

import logging
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.files import actions
from tracker.files.forms import FileForm, LinkForm, why_not
from tracker.files.models import EntryFile, EntryLink
from tracker.journal.models import Activity
from tracker.journal.views import deleted_meanwhile, show_activity
from tracker.shared.messages import success

log = logging.getLogger(__name__)

# Nothing in a file may run, load or look like a page of ours, whatever a browser makes of it.
ALONE = "sandbox; default-src 'none'"
REFUSED = (actions.TooManyError, actions.NoRoomError, actions.NotKeptError)


@require_POST
def add_link(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    activity = _activity(request, pk)
    form = LinkForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            actions.add_link(activity, address=typed["address"], title=typed["title"])
        except Activity.DoesNotExist:
            return deleted_meanwhile(request)
        except REFUSED as error:
            form.add_error("address", why_not(error))
        else:
            success(request, _("The link stands on the entry."))
            return _to_files(activity)
    return show_activity(request, pk, link_form=form)


@require_POST
def add_file(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    activity = _activity(request, pk)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            file = actions.add_file(activity, typed["file"], name=typed["name"])
        except Activity.DoesNotExist:
            return deleted_meanwhile(request)
        except REFUSED as error:
            form.add_error("file", why_not(error))
        else:
            success(request, _("“%(name)s” is kept.") % {"name": file.name})
            return _to_files(activity)
    return show_activity(request, pk, file_form=form)


@require_safe
def entry_file(request: AuthenticatedRequest, pk: int) -> StreamingHttpResponse:
    """Send a file to its owner: pictures to be shown, PDFs to be saved."""
    file = get_object_or_404(EntryFile.objects.owned_by(request.user).standing(), pk=pk)
    place = file.content.name or ""
    if not default_storage.exists(place):
        log.error("the content of file %d is gone from the storage", pk)
        raise Http404
    served = file.served
    response = StreamingHttpResponse(_pieces_of(place), content_type=served.content_type)
    disposition = content_disposition_header(not served.is_picture, file.name)
    response["Content-Disposition"] = disposition or "attachment"
    response["Content-Length"] = str(default_storage.size(place))
    response["Content-Security-Policy"] = ALONE
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def delete_file(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    file = get_object_or_404(_own(EntryFile, request).standing(), pk=pk)
    return _remove(request, file, "restore_file")


@require_POST
def restore_file(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return _restore(request, get_object_or_404(_own(EntryFile, request).removed(), pk=pk))


@require_POST
def delete_link(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(_own(EntryLink, request).standing(), pk=pk)
    return _remove(request, link, "restore_link")


@require_POST
def restore_link(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return _restore(request, get_object_or_404(_own(EntryLink, request).removed(), pk=pk))


def _pieces_of(place: str) -> Iterator[bytes]:
    """Yield the content; opened when the first piece is asked for, so that none stays open."""
    with default_storage.open(place, "rb") as content:
        yield from content.chunks()


def _own(model: Any, request: AuthenticatedRequest) -> Any:
    return model.objects.owned_by(request.user).select_related("owner", "activity")


def _activity(request: AuthenticatedRequest, pk: int) -> Activity:
    own_activities = Activity.objects.owned_by(request.user).live().select_related("owner")
    return get_object_or_404(own_activities, pk=pk)


def _remove(
    request: AuthenticatedRequest, part: EntryFile | EntryLink, undo: str
) -> HttpResponseRedirect:
    actions.remove(part)
    address = reverse(undo, args=[part.pk])
    success(request, _("Taken off. You can undo this for 30 days."), undo=address)
    return _to_files(part.activity)


def _restore(request: AuthenticatedRequest, part: EntryFile | EntryLink) -> HttpResponseRedirect:
    try:
        actions.restore(part)
    except actions.TooManyError as error:
        messages.error(request, why_not(error))
    except type(part).DoesNotExist as error:
        raise Http404 from error
    else:
        success(request, _("It is back on its entry."))
    return _to_files(part.activity)


def _to_files(activity: Activity) -> HttpResponseRedirect:
    return redirect(f"{activity.get_absolute_url()}#files")
