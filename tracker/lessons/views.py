"""Lessons: mistakes and hard conversations, made of activities or written afresh."""

from typing import Any

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
from tracker.lessons.queries import waiting_activities
from tracker.shared.http import form_data, get_or_post, pk_from, render_form
from tracker.shared.messages import success
from tracker.shared.pagination import newest_first

PAGE = 30
DRAFTS = 10


@require_safe
def lessons(request: AuthenticatedRequest) -> HttpResponse:
    """List the finished ones; beside them, on the first page, drafts and what waits elsewhere."""
    filters = LessonFilterForm(request.GET)
    filters.is_valid()
    own_lessons = Lesson.objects.owned_by(request.user)
    cursor = request.GET.get("before", "")
    page = newest_first(filters.filter_queryset(own_lessons), cursor, PAGE)
    context: dict[str, Any] = {"filters": filters, "page": page}
    if not filters.in_use and not cursor:
        drafts = list(own_lessons.drafts().order_by("-date", "-pk")[: DRAFTS + 1])
        context["drafts"] = drafts[:DRAFTS]
        context["has_more_drafts"] = len(drafts) > DRAFTS
        context["waiting"] = list(waiting_activities(request.user))
    return render(request, "lessons/lessons.html", context)


@get_or_post
def add_lesson(request: AuthenticatedRequest) -> HttpResponse:
    """Write a lesson; ?entry=<key> begins with what an activity says, and ties it to that."""
    activity = _activity_asked_for(request)
    initial: dict[str, Any] = {}
    if activity:
        initial["title"] = str(activity)[:TITLE_LIMIT]
        initial["date"], initial["story"] = activity.date, activity.lesson
    form = LessonForm(request.user, form_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        lesson = form.save(commit=False)
        lesson.owner, lesson.activity = request.user, activity
        lesson.save()
        _message_saved(request, lesson)
        return redirect(lesson)
    return render_form(request, "lessons/add_lesson.html", form, activity=activity)


@require_safe
def lesson(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return render(request, "lessons/lesson.html", {"lesson": _lesson(request, pk)})


@get_or_post
def edit_lesson(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    lesson = _lesson(request, pk)
    form = LessonForm(request.user, form_data(request), instance=lesson)
    if request.method == "POST" and form.is_valid():
        _message_saved(request, form.save())
        return redirect(lesson)
    return render_form(request, "lessons/edit_lesson.html", form, lesson=lesson)


@require_POST
def delete_lesson(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete(_lesson(request, pk))
    undo = reverse("restore_lesson", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("lessons")


@require_POST
def restore_lesson(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    lesson = get_object_or_404(Lesson.objects.owned_by(request.user).deleted(), pk=pk)
    actions.restore(lesson)
    success(request, _("The lesson is back."))
    return redirect(lesson)


def _lesson(request: AuthenticatedRequest, pk: int) -> Lesson:
    own_lessons = Lesson.objects.owned_by(request.user).live()
    return get_object_or_404(own_lessons.select_related("owner", "activity__task"), pk=pk)


def _activity_asked_for(request: AuthenticatedRequest) -> Activity | None:
    """Return the activity that ?entry= names, if it is one's own and stands."""
    pk = pk_from(request.GET.get("entry"))
    if pk is None:
        return None
    own_activities = Activity.objects.owned_by(request.user).live().select_related("task")
    return own_activities.filter(pk=pk).first()


def _message_saved(request: AuthenticatedRequest, lesson: Lesson) -> None:
    text = _("Saved.")
    if lesson.is_draft:
        text = _("Saved as a draft. Say what changed since, and it is a lesson.")
    success(request, text)
