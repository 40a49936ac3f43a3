"""Logging in a few seconds: a line that is shown as it is understood, and the same once more."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from tracker.accounts.http import AuthenticatedRequest
from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.journal import actions, points
from tracker.journal.forms.entry import EntryForm
from tracker.journal.messages import message_edited, message_logged_at_once
from tracker.journal.models import TITLE_LIMIT, Activity
from tracker.journal.views import deleted_meanwhile, show_entry_form
from tracker.people.models import Person
from tracker.people.names import TypedPeople, in_words
from tracker.quicklog.forms import LINE_LIMIT, InPlaceForm, QuickForm, RepeatForm
from tracker.quicklog.parser import Understood, understand
from tracker.quicklog.vocabulary import words_of_reader
from tracker.shared.http import form_data, get_or_post, render_form


@require_POST
def quick_log(request: AuthenticatedRequest) -> HttpResponse:
    """Save at once, and say what was understood; ask first only where the line is in doubt."""
    form = QuickForm(request.POST)
    takes_new = "newcomers" in request.POST
    line = _read(request.user, request.POST.get("what", ""), with_newcomers=takes_new)
    wrong = None
    if not form.is_valid() or not line.is_enough:
        wrong = _("Say in a few words what you did, or pick a task.")
    elif len(line.title) > TITLE_LIMIT:
        text = _(
            "A title has at most %(limit)d characters: shorten it here, the rest fits the notes."
        )
        wrong = text % {"limit": TITLE_LIMIT}
    if wrong or "more" in request.POST:
        return _open_form(request, line, "" if "more" in request.POST else wrong)
    seen = constant_time_compare(form.cleaned_data["shown"], _token(request.user, line))
    if line.is_in_doubt and not seen:
        context = _shown(request.user, line) | {"client_id": form.cleaned_data["client_id"]}
        return render(request, "quicklog/quick_log.html", context)
    return _save(request, line.as_task(form.cleaned_data["task"]), form.cleaned_data["client_id"])


@require_safe
def quick_preview(request: AuthenticatedRequest) -> HttpResponse:
    """Show what the line would be saved as, in words; nothing for an empty one."""
    line = _read(request.user, request.GET.get("what", ""))
    return render(request, "quicklog/_understood.html", _shown(request.user, line))


@require_POST
def repeat_activity(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Log the same task, title, minutes, project and people today.

    Words that were said belong to their day.
    """
    own_activities = Activity.objects.owned_by(request.user).live()
    activity = get_object_or_404(own_activities.select_related("task", "project"), pk=pk)
    form = RepeatForm(request.POST)
    if not activity.can_be_repeated:
        retired = _("Its task is retired: log another one, or give the entry a title of your own.")
        messages.error(request, retired)
        return redirect(activity)
    if not form.is_valid():
        messages.error(request, _("That button was out of date. Press it once more."))
        return redirect(activity)
    copy = activity.copy_for(request.user.today)
    copy.client_id = form.cleaned_data["client_id"]
    people = TypedPeople(list(activity.people.live()))
    try:
        logged = actions.log_activity(request.user, copy, people=people)
    except actions.AlreadyLoggedError as earlier:
        if earlier.activity.deleted_at:
            messages.error(request, _("That entry was made and deleted. Put it back here."))
            return redirect("deleted")
        return redirect("home")
    message_logged_at_once(request, logged, what=f"“{copy}”", edit=_("Change"))
    return redirect("home")


@get_or_post
@vary_on_headers("HX-Request")
def edit_in_place(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Edit in a short form where the entry stands; on its own page for a browser without script."""
    own_activities = Activity.objects.owned_by(request.user).select_related("task", "owner")
    activity = own_activities.live().filter(pk=pk).first()
    if activity is None:
        get_object_or_404(own_activities.deleted(), pk=pk)
        return _go(request, deleted_meanwhile(request))
    form = InPlaceForm(request.user, form_data(request), activity)
    if request.method == "POST" and form.is_valid():
        try:
            edited = form.save_changes()
        except Activity.DoesNotExist:
            return _go(request, deleted_meanwhile(request))
        except actions.ChangedMeanwhileError as changed:
            form.refuse_stale(changed.activity.updated_at.isoformat())
        else:
            message_edited(request, edited)
            return _go(request, redirect("home"))
    template = "_edit_in_place.html" if request.htmx else "edit_in_place.html"
    return render_form(request, f"quicklog/{template}", form, activity=activity)


def _go(request: AuthenticatedRequest, to: HttpResponseRedirect) -> HttpResponse:
    """Redirect in a way that leaves the whole page, also from a form that htmx sent."""
    return HttpResponseClientRedirect(to.url) if request.htmx else to


def _read(user: User, text: str, *, with_newcomers: bool = False) -> Understood:
    """Read a line; `with_newcomers` takes names that nobody bears yet for people, unsaved ones."""
    tasks = Task.objects.published().only("slug", "title", "effort", "own_points", "cadence")
    people = Person.objects.owned_by(user).live().only("name", "company")
    text = text[: 2 * LINE_LIMIT]
    known, words = list(people), words_of_reader()
    line = understand(text, user.today, list(tasks), known, words)
    if with_newcomers and line.newcomers:
        new = [Person(owner=user, name=name) for name in line.newcomers]
        line = understand(text, user.today, list(tasks), [*known, *new], words)
    return line


def _shown(user: User, line: Understood) -> dict[str, Any]:
    ago = (user.today - line.date).days
    is_of_this_year = line.date.year == user.today.year
    return {
        "line": line,
        "date_format": "D j M" if is_of_this_year else "D j M Y",
        "when": {0: _("today"), 1: _("yesterday")}.get(ago, ""),
        "points": points.worth_today(user, line.task),
        "token": _token(user, line),
    }


def _in_words(user: User, line: Understood) -> str:
    """Return the entry as it was understood: its name, and whatever else was read of the line."""
    shown = _shown(user, line)
    words = [f"“{line.name}”"]
    if line.task and line.title:
        words.append(line.task.title)
    if line.date != user.today:
        day = date_format(line.date, shown["date_format"])
        words.append(f"{shown['when']}, {day}" if shown["when"] else day)
    if line.minutes:
        words.append(_("%(minutes)d min") % {"minutes": line.minutes})
    if line.people:
        names = ", ".join(person.name for person in line.people)
        words.append(_("with %(names)s") % {"names": names})
    return " · ".join(words)


def _token(user: User, line: Understood) -> str:
    """Return proof that this user was shown this reading of this line."""
    shown: list[object] = [user.pk, line.text, line.title, line.date, line.minutes]
    for row in (line.task, *line.people, *line.alternatives):
        shown.append(row and (type(row).__name__, row.pk))
    return salted_hmac("tracker.quicklog", repr((shown, len(line.people)))).hexdigest()


def _save(request: AuthenticatedRequest, line: Understood, client_id: uuid.UUID) -> HttpResponse:
    activity = Activity(
        task=line.task,
        title=line.title,
        date=line.date,
        minutes=line.minutes,
        client_id=client_id,
    )
    try:
        known = [person for person in line.people if person.pk]
        new = [person.name for person in line.people if not person.pk]
        people = TypedPeople(known, new)
        logged = actions.log_activity(request.user, activity, people=people)
    except actions.AlreadyLoggedError as earlier:
        if actions.says_the_same(activity, earlier.activity, line.people):
            return redirect("home")
        wrong = _("This line was sent before. Save it here as another entry.")
        return _open_form(request, line, wrong)
    message_logged_at_once(request, logged, what=_in_words(request.user, line), edit=_("Change"))
    return redirect("home" if activity.date in request.user.this_week else activity)


def _open_form(request: AuthenticatedRequest, line: Understood, wrong: str | None) -> HttpResponse:
    """Show the full form with everything that was understood in it."""
    if wrong:
        messages.error(request, wrong)
    for doubt in line.doubts:
        messages.warning(request, str(doubt))
    initial = {
        "task": line.task,
        "title": line.title,
        "date": line.date,
        "minutes": line.minutes,
        "people": in_words(list(line.people)),
        "client_id": uuid.uuid4(),
    }
    return show_entry_form(
        request, "journal/log_activity.html", EntryForm(request.user, initial=initial)
    )
