"""The journal: log, read, edit, delete, undo."""

import uuid
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.catalogue.models import Task
from tracker.journal import actions
from tracker.journal.forms.entry import EntryForm
from tracker.journal.forms.filters import JournalFilterForm
from tracker.journal.forms.skills import EntrySkillsForm
from tracker.journal.messages import message_edited, message_logged
from tracker.journal.models import MOST_QUOTES, Activity, Quote
from tracker.journal.queries import by_week, year_around, years_of
from tracker.people.models import Person
from tracker.projects.models import Project
from tracker.shared.http import form_data, get_or_post, pk_from, text_from
from tracker.shared.messages import success
from tracker.shared.page_cache import cache_for_reader
from tracker.shared.pagination import newest_first

PAGE = 30


@require_safe
@cache_for_reader
def journal(request: AuthenticatedRequest) -> HttpResponse:
    filters = JournalFilterForm(request.user, request.GET)
    filters.is_valid()
    activities = filters.filter_queryset(Activity.objects.owned_by(request.user).for_lists())
    page = newest_first(activities, request.GET.get("before", ""), PAGE)
    years = years_of(request.user)
    context = {
        "filters": filters,
        "weeks": by_week(request.user, page.rows),
        "page": page,
        "years": years,
        "shown_year": year_around(years, filters.cleaned_data.get("since")),
    }
    return render(request, "journal/journal.html", context)


@get_or_post
def log_activity(request: AuthenticatedRequest) -> HttpResponse:
    entry_form = EntryForm(request.user, form_data(request), initial=_asked_for(request))
    if "add_quote" in request.POST:
        entry_form.with_another_quote()
    elif request.method == "POST" and entry_form.is_valid():
        try:
            logged = actions.log_activity(request.user, **entry_form.cleaned())
        except actions.AlreadyLoggedError as earlier:
            return _answer_resent(request, entry_form, earlier.activity)
        message_logged(request, logged)
        is_of_this_week = logged.activity.date in request.user.this_week
        return redirect("home" if is_of_this_week else logged.activity)
    return show_entry_form(request, "journal/log_activity.html", entry_form)


@require_safe
@cache_for_reader
def activity(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return show_activity(request, pk)


@require_POST
def change_skills(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    own_activities = Activity.objects.owned_by(request.user).live()
    activity = get_object_or_404(own_activities.select_related("owner", "task"), pk=pk)
    form = EntrySkillsForm(activity, request.POST)
    follows = "follow" in request.POST
    if not follows and not form.is_valid():
        return show_activity(request, pk, skills_form=form)
    try:
        actions.set_skills(activity, None if follows else form.cleaned_data["own_skills"])
    except Activity.DoesNotExist:
        return deleted_meanwhile(request)
    success(request, _("The skills are saved."))
    return redirect(activity)


@get_or_post
def edit_activity(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    own_activities = Activity.objects.owned_by(request.user)
    own_activities = own_activities.select_related("task__area", "owner", "project")
    activity = own_activities.live().filter(pk=pk).first()
    if activity is None:
        get_object_or_404(own_activities.deleted(), pk=pk)
        return deleted_meanwhile(request)
    entry_form = EntryForm(request.user, form_data(request), activity=activity)
    if "add_quote" in request.POST:
        entry_form.with_another_quote()
    elif request.method == "POST" and entry_form.is_valid():
        try:
            edited = actions.edit_activity(request.user, **entry_form.cleaned())
        except Activity.DoesNotExist:
            return deleted_meanwhile(request)
        except actions.ChangedMeanwhileError as changed:
            entry_form.form.refuse_stale(changed.activity.updated_at.isoformat())
        else:
            message_edited(request, edited)
            return redirect(activity)
    return show_entry_form(request, "journal/edit_activity.html", entry_form, activity)


@require_POST
def delete_activity(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    own_activities = Activity.objects.owned_by(request.user).live().select_related("owner")
    activity = get_object_or_404(own_activities, pk=pk)
    actions.delete_activity(activity)
    undo = reverse("restore_activity", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    # Whoever takes back a tap goes on where the tap was.
    is_taken_back = "undo" in request.POST and activity.date in request.user.this_week
    return redirect("home" if is_taken_back else "journal")


@require_POST
def restore_activity(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    own_activities = Activity.objects.owned_by(request.user).deleted().select_related("owner")
    activity = get_object_or_404(own_activities, pk=pk)
    actions.restore_activity(activity)
    success(request, _("It is back, with its points."))
    return redirect(activity)


@require_POST
def restore_quote(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    own_quotes = Quote.objects.owned_by(request.user).removed().select_related("activity", "owner")
    quote = get_object_or_404(own_quotes, pk=pk)
    try:
        actions.restore_quote(quote)
    except Quote.DoesNotExist as error:
        raise Http404 from error
    except actions.TooManyQuotesError:
        messages.error(request, _("The entry holds a hundred quotes already. Take one off first."))
    else:
        success(request, _("The quote is back on its entry."))
    return redirect(quote.activity)


def deleted_meanwhile(request: AuthenticatedRequest) -> HttpResponseRedirect:
    """Lead to the page where a deleted entry can be put back."""
    messages.error(
        request,
        _("This entry was deleted. Put it back first; what you typed is kept on this device."),
    )
    return redirect("deleted")


def _asked_for(request: AuthenticatedRequest) -> dict[str, Any]:
    """Return what the address asks the form to start with.

    ?task=<slug>&person=<key>&step=<step>, ?project=<key>.
    """
    asked: dict[str, Any] = {}
    if slug := text_from(request.GET, "task"):
        tasks = Task.objects.published().select_related("area")
        asked["task"] = tasks.filter(slug=slug).first()
    if project := pk_from(request.GET.get("project")):
        asked["project"] = Project.objects.owned_by(request.user).live().filter(pk=project).first()
    if key := pk_from(request.GET.get("person")):
        person = Person.objects.owned_by(request.user).live().filter(pk=key).first()
        asked["people"] = person.label if person else ""
        asked["step"] = request.GET.get("step", "") if person else ""
    return asked


def _answer_resent(
    request: AuthenticatedRequest, entry_form: EntryForm, earlier: Activity
) -> HttpResponse:
    """Simply be done with the same again; keep and show other words under the same identity."""
    if entry_form.says_the_same_as(earlier):
        success(request, _("This entry was saved before."), saved=True)
        return redirect(earlier)
    entry_form.form.begin_another()
    entry_form.form.add_error(
        None,
        _(
            "This form was saved before with other words."
            " Save again to keep this as a second entry."
        ),
    )
    return show_entry_form(request, "journal/log_activity.html", entry_form)


def show_activity(request: AuthenticatedRequest, pk: int, **refused: BaseForm) -> HttpResponse:
    """Show an entry's page, with 422 where one of its forms was `refused`."""
    own_activities = Activity.objects.owned_by(request.user).for_journal()
    activity = get_object_or_404(own_activities.select_related("project"), pk=pk)
    context = {
        "activity": activity,
        "again_id": uuid.uuid4(),
        "lessons": activity.lessons.live().order_by("-date", "-pk"),
        "skills_form": EntrySkillsForm(activity),
        **refused,
    }
    return render(request, "journal/activity.html", context, status=422 if refused else 200)


def show_entry_form(
    request: AuthenticatedRequest,
    template: str,
    entry_form: EntryForm,
    activity: Activity | None = None,
) -> HttpResponse:
    """Show the whole form, with 422 where it was sent and refused."""
    titles = Task.objects.published().order_by("title").values_list("title", flat=True)
    context = {
        "form": entry_form.form,
        "quotes": entry_form.quotes,
        "activity": activity,
        "titles": titles,
        "most_quotes": MOST_QUOTES,
        "step": entry_form.form.asked_step,
    }
    return render(request, template, context, status=422 if entry_form.is_refused else 200)
