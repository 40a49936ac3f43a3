"""The journal: log, read, edit, delete, undo."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.catalogue.models import Task
from tracker.journal import actions
from tracker.journal.forms import EntryForm, JournalFilterForm
from tracker.journal.messages import message_edited, message_logged
from tracker.journal.models import Activity, Quote
from tracker.journal.queries import by_week
from tracker.people.models import Person
from tracker.projects.models import Project
from tracker.shared.http import form_data, get_or_post
from tracker.shared.messages import success
from tracker.shared.page_cache import cache_for_reader
from tracker.shared.pagination import newest_first

PAGE = 30


@require_safe
@cache_for_reader
def journal(request: AuthenticatedRequest) -> HttpResponse:
    filters = JournalFilterForm(request.user, request.GET)
    filters.is_valid()
    entries = filters.filter_queryset(Activity.objects.owned_by(request.user).for_lists())
    page = newest_first(entries, request.GET.get("before", ""), PAGE)
    context = {"filters": filters, "weeks": by_week(request.user, page.rows), "page": page}
    return render(request, "journal/journal.html", context)


@get_or_post
def log_activity(request: AuthenticatedRequest) -> HttpResponse:
    entry = EntryForm(request.user, form_data(request), initial=_asked_for(request))
    if "add_quote" in request.POST:
        entry.with_another_quote()
    elif request.method == "POST" and entry.is_valid():
        values = entry.values
        activity = values[0]
        try:
            actions.log_activity(request.user, *values)
        except actions.AlreadyLoggedError as earlier:
            return _answer_resent(request, entry, earlier.activity)
        message_logged(request, activity)
        return redirect("home" if activity.date in request.user.this_week else activity)
    return show_entry_form(request, "journal/log_activity.html", entry)


@require_safe
@cache_for_reader
def activity(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    mine = Activity.objects.owned_by(request.user).for_journal()
    entry = get_object_or_404(mine.select_related("project"), pk=pk)
    context = {
        "activity": entry,
        "again_id": uuid.uuid4(),
        "lessons": entry.lessons.live().order_by("-date", "-pk"),
    }
    return render(request, "journal/activity.html", context)


@get_or_post
def edit_activity(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    mine = Activity.objects.owned_by(request.user).select_related("task__area", "owner", "project")
    activity = mine.live().filter(pk=pk).first()
    if activity is None:
        get_object_or_404(mine.deleted(), pk=pk)
        return deleted_meanwhile(request)
    entry = EntryForm(request.user, form_data(request), activity=activity)
    if "add_quote" in request.POST:
        entry.with_another_quote()
    elif request.method == "POST" and entry.is_valid():
        try:
            actions.edit_activity(*entry.values)
        except Activity.DoesNotExist:
            return deleted_meanwhile(request)
        except actions.ChangedMeanwhileError as changed:
            entry.form.refuse_stale(changed.activity.updated_at.isoformat())
        else:
            message_edited(request, activity)
            return redirect(activity)
    return show_entry_form(request, "journal/edit_activity.html", entry, activity)


@require_POST
def delete_activity(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    mine = Activity.objects.owned_by(request.user).live().select_related("owner")
    activity = get_object_or_404(mine, pk=pk)
    actions.delete_activity(activity)
    undo = reverse("restore_activity", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("journal")


@require_POST
def restore_activity(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    mine = Activity.objects.owned_by(request.user).deleted().select_related("owner")
    activity = get_object_or_404(mine, pk=pk)
    actions.restore_activity(activity)
    messages.success(request, _("It is back, with its points."))
    return redirect(activity)


@require_POST
def restore_quote(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    mine = Quote.objects.owned_by(request.user).removed().select_related("activity", "owner")
    quote = get_object_or_404(mine, pk=pk)
    try:
        actions.restore_quote(quote)
    except Quote.DoesNotExist as error:
        raise Http404 from error
    except actions.TooManyQuotesError:
        messages.error(request, _("The entry holds a hundred quotes already. Take one off first."))
    else:
        messages.success(request, _("The quote is back on its entry."))
    return redirect(quote.activity)


def deleted_meanwhile(request: AuthenticatedRequest) -> HttpResponseRedirect:
    """To the page where a deleted entry can be put back."""
    messages.error(
        request,
        _("This entry was deleted. Put it back first; what you typed is kept on this device."),
    )
    return redirect("deleted")


def _asked_for(request: AuthenticatedRequest) -> dict[str, Any]:
    """What the address asks the form to start with: ?task=<slug>&person=<key>&step=<step>,
    ?project=<key>."""
    asked: dict[str, Any] = {}
    if slug := request.GET.get("task", "")[:200].replace("\x00", ""):
        cards = Task.objects.published().select_related("area")
        asked["task"] = cards.filter(slug=slug).first()
    if key := _key(request, "project"):
        asked["project"] = Project.objects.owned_by(request.user).live().filter(pk=key).first()
    if key := _key(request, "person"):
        person = Person.objects.owned_by(request.user).live().filter(pk=key).first()
        asked["people"] = person.label if person else ""
        asked["step"] = request.GET.get("step", "") if person else ""
    return asked


def _key(request: AuthenticatedRequest, name: str) -> str:
    """What may be a row's key, or ""."""
    key = request.GET.get(name, "")
    return key if key.isascii() and key.isdigit() and len(key) < 19 else ""


def _answer_resent(
    request: AuthenticatedRequest, entry: EntryForm, earlier: Activity
) -> HttpResponse:
    """The same again is simply done; other words under the same identity are kept and shown."""
    if entry.says_the_same_as(earlier):
        success(request, _("This entry was saved before."), saved=True)
        return redirect(earlier)
    entry.form.begin_another()
    entry.form.add_error(
        None,
        _(
            "This form was saved before with other words."
            " Save again to keep this as a second entry."
        ),
    )
    return show_entry_form(request, "journal/log_activity.html", entry)


def show_entry_form(
    request: AuthenticatedRequest, template: str, entry: EntryForm, activity: Activity | None = None
) -> HttpResponse:
    """The whole form, with 422 where it was sent and refused."""
    titles = Task.objects.published().order_by("title").values_list("title", flat=True)
    context = {
        "form": entry.form,
        "quotes": entry.quotes,
        "activity": activity,
        "titles": titles,
        "step": entry.form.asked_step,
    }
    return render(request, template, context, status=422 if entry.is_refused else 200)
