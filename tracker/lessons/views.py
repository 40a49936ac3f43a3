"""Lessons: mistakes and hard conversations, made of entries or written afresh."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.journal.models import Activity
from tracker.lessons import actions
from tracker.lessons.forms import LessonFilterForm, LessonForm
from tracker.lessons.models import TITLE_LIMIT, Lesson
from tracker.lessons.queries import waiting_entries
from tracker.shared.http import form_data, get_or_post
from tracker.shared.messages import success
from tracker.shared.pagination import newest_first

PAGE = 30
DRAFTS = 10


@require_safe
def lessons(request: AuthenticatedRequest) -> HttpResponse:
    """The finished ones; beside them, on the first page, drafts and what waits in entries."""
    filters = LessonFilterForm(request.GET)
    filters.is_valid()
    mine = Lesson.objects.owned_by(request.user)
    cursor = request.GET.get("before", "")
    page = newest_first(filters.filter_queryset(mine), cursor, PAGE)
    context: dict[str, Any] = {"filters": filters, "page": page}
    if not filters.in_use and not cursor:
        context["drafts"] = list(mine.drafts().order_by("-date", "-pk")[: DRAFTS + 1])
        context["waiting"] = list(waiting_entries(request.user))
    return render(request, "lessons/lessons.html", context)


@get_or_post
def add_lesson(request: AuthenticatedRequest) -> HttpResponse:
    """?entry=<key> begins with what an entry says, and ties the lesson to it."""
    entry = _entry_asked_for(request)
    initial: dict[str, Any] = {}
    if entry:
        initial = {"title": str(entry)[:TITLE_LIMIT], "date": entry.date, "story": entry.lesson}
    form = LessonForm(request.user, form_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        lesson = form.save(commit=False)
        lesson.owner, lesson.activity = request.user, entry
        lesson.save()
        _tell_saved(request, lesson)
        return redirect(lesson)
    return _form(request, "lessons/add_lesson.html", form, entry=entry)


@require_safe
def lesson(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return render(request, "lessons/lesson.html", {"lesson": _lesson(request, pk)})


@get_or_post
def edit_lesson(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _lesson(request, pk)
    form = LessonForm(request.user, form_data(request), instance=found)
    if request.method == "POST" and form.is_valid():
        _tell_saved(request, form.save())
        return redirect(found)
    return _form(request, "lessons/edit_lesson.html", form, lesson=found)


@require_POST
def delete_lesson(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete(_lesson(request, pk))
    undo = reverse("restore_lesson", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("lessons")


@require_POST
def restore_lesson(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Lesson.objects.owned_by(request.user).deleted(), pk=pk)
    actions.restore(found)
    messages.success(request, _("The lesson is back."))
    return redirect(found)


def _lesson(request: AuthenticatedRequest, pk: int) -> Lesson:
    mine = Lesson.objects.owned_by(request.user).live().select_related("owner", "activity__task")
    return get_object_or_404(mine, pk=pk)


def _entry_asked_for(request: AuthenticatedRequest) -> Activity | None:
    """The entry that ?entry= names, if it is one's own and stands."""
    key = request.GET.get("entry", "")
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        return None
    mine = Activity.objects.owned_by(request.user).live().select_related("task")
    return mine.filter(pk=key).first()


def _tell_saved(request: AuthenticatedRequest, lesson: Lesson) -> None:
    text = _("Saved.")
    if lesson.is_draft:
        text = _("Saved as a draft. Say what changed since, and it is a lesson.")
    messages.success(request, text)


def _form(request: AuthenticatedRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
