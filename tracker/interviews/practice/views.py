"""Practice: a question, two minutes aloud, how clear it was; and what a device kept meanwhile."""

import uuid
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from tracker.accounts.http import AuthenticatedRequest
from tracker.catalogue.guidance.models import Skill
from tracker.interviews.practice import actions
from tracker.interviews.practice.forms import PracticeForm
from tracker.interviews.practice.models import MOST_SECONDS, TWO_MINUTES, Practice
from tracker.interviews.practice.questions import (
    PracticeQuestion,
    lines_to_practise,
    question_asked_for,
)
from tracker.openings.models import Opening
from tracker.shared.http import form_data, get_or_post, pk_from
from tracker.shared.messages import success
from tracker.shared.pagination import newest_first
from tracker.stories.models import Story

PAGE = 20
MOST_STORIES, MOST_OPENINGS = 3, 5


@get_or_post
def practices(request: AuthenticatedRequest) -> HttpResponse:
    """Show a question to answer and what was practised; sent, keep one more practice."""
    question = question_asked_for(request.user, request.GET)
    form = PracticeForm(request.user, form_data(request), initial=_initial(question))
    if request.method == "POST" and form.is_valid():
        practice = actions.keep_practice(request.user, form.practice())
        undo = reverse("delete_practice", args=[practice.pk])
        success(request, _("Kept. Practice earns no points; the interview pays."), undo=undo)
        return redirect("practices")
    own_practices = Practice.objects.owned_by(request.user).for_list()
    context = {
        "form": form,
        "question": question,
        "seconds": TWO_MINUTES,
        "most_seconds": MOST_SECONDS,
        "stories": _stories_for(question.skill, form.stories),
        "skills": Skill.objects.only("slug", "name", "position"),
        "openings": _openings_with_adverts(request),
        "lines": lines_to_practise(request.user, pk_from(request.GET.get("opening"))),
        "page": newest_first(own_practices, request.GET.get("before", ""), PAGE),
    }
    status = 422 if form.errors else 200
    return render(request, "interviews/practice/practices.html", context, status=status)


@never_cache
@require_POST
def send_practice(request: AuthenticatedRequest) -> HttpResponse:
    """Keep a practice that a device had kept; it forgets its own for the answer that names it."""
    form = PracticeForm(request.user, request.POST)
    form.take_late()
    if not form.is_valid():
        sentences: list[str] = []
        for errors in form.errors.values():
            sentences += map(str, errors)
        return JsonResponse({"errors": sentences}, status=422)
    practice = actions.keep_practice(request.user, form.practice())
    return JsonResponse({"saved": str(practice.client_id)})


@require_POST
def delete_practice(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    practice = get_object_or_404(Practice.objects.owned_by(request.user).live(), pk=pk)
    actions.delete_practice(practice)
    undo = reverse("restore_practice", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("practices")


@require_POST
def restore_practice(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    practice = get_object_or_404(Practice.objects.owned_by(request.user).deleted(), pk=pk)
    actions.restore_practice(practice)
    success(request, _("The practice is back."))
    return redirect(practice)


def _initial(question: PracticeQuestion) -> dict[str, Any]:
    return {
        "question": question.text,
        "skill": question.skill,
        "opening": question.opening,
        "client_id": uuid.uuid4(),
    }


def _stories_for(skill: Skill | None, stories: list[Story]) -> list[Story]:
    """Return whose cue lines to offer: those that show the skill, ready ones first."""
    if skill:
        stories = [story for story in stories if skill in story.shown_skills]
    return sorted(stories, key=lambda story: not story.is_ready)[:MOST_STORIES]


def _openings_with_adverts(request: AuthenticatedRequest) -> list[Opening]:
    own_openings = Opening.objects.owned_by(request.user).open().exclude(advert="")
    return list(own_openings.only("title").order_by("-stage_on", "-pk")[:MOST_OPENINGS])
