from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.goals import actions
from tracker.goals.forms import CloseForm, GoalForm, MilestoneForm
from tracker.goals.ladders import ladders
from tracker.goals.models import Goal, Milestone
from tracker.shared.http import form_data, get_or_post
from tracker.shared.messages import success
from tracker.shared.page_cache import cache_for_reader


@require_safe
@cache_for_reader
def goals(request: AuthenticatedRequest) -> HttpResponse:
    found = ladders(request.user, Goal.objects.owned_by(request.user).for_list())
    context = {
        "open": [ladder for ladder in found if ladder.goal.is_open],
        "ended": [ladder for ladder in found if not ladder.goal.is_open],
    }
    return render(request, "goals/goals.html", context)


@get_or_post
def set_goal(request: AuthenticatedRequest) -> HttpResponse:
    form = GoalForm(request.user, form_data(request))
    if request.method == "POST" and form.is_valid():
        try:
            goal = actions.set_goal(request.user, form.save(commit=False))
        except actions.AnotherActiveError:
            # A second click on the button: the first one has set it.
            return redirect("goals")
        messages.success(request, _("Your goal is set. Each milestone below is a rung."))
        return redirect(goal)
    return _form(request, "goals/set_goal.html", form)


@get_or_post
def goal(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One goal with its ladder; posting adds a milestone."""
    found = _goal(request, pk)
    form = MilestoneForm(form_data(request))
    if request.method == "POST" and form.is_valid():
        actions.add_milestone(found, form.save(commit=False))
        messages.success(request, _("The milestone stands on top of your ladder."))
        return redirect(found)
    ladder = ladders(request.user, [found])[0]
    removed = found.milestones.deleted()
    return _form(request, "goals/goal.html", form, goal=found, ladder=ladder, removed=removed)


@get_or_post
def edit_goal(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _goal(request, pk)
    form = GoalForm(request.user, form_data(request), instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_goal(form.save(commit=False))
        except actions.AnotherActiveError:
            form.refuse_level()
        else:
            messages.success(request, _("Saved."))
            return redirect(found)
    return _form(request, "goals/edit_goal.html", form, goal=found)


@get_or_post
def close_goal(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _goal(request, pk, open_only=True)
    form = CloseForm(form_data(request), instance=found)
    if request.method == "POST" and form.is_valid():
        actions.close(found, form.cleaned_data["close_reason"])
        messages.success(request, _("Closed, with what you found out. That is a result."))
        return redirect("goals")
    return _form(request, "goals/close_goal.html", form, goal=found)


@require_POST
def achieve_goal(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _goal(request, pk, open_only=True)
    actions.achieve(found)
    messages.success(request, _("Reached. The evidence for it is in your journal."))
    return redirect(found)


@require_POST
def pause_goal(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _goal(request, pk, open_only=True)
    actions.pause(found)
    messages.success(request, _("Paused. Nothing is lost, and nothing counts against you."))
    return redirect(found)


@require_POST
def resume_goal(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _goal(request, pk)
    try:
        actions.resume(found)
    except actions.AnotherActiveError:
        messages.error(
            request, _("You have an active goal for this level. Pause or close that one first.")
        )
    else:
        messages.success(request, _("Active again."))
    return redirect(found)


@require_POST
def tick_milestone(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    milestone = _milestone(request, pk)
    actions.tick(milestone)
    return redirect(milestone.goal)


@get_or_post
def edit_milestone(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    milestone = _milestone(request, pk)
    form = MilestoneForm(form_data(request), instance=milestone)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(milestone.goal)
    return _form(request, "goals/edit_milestone.html", form, goal=milestone.goal)


@require_POST
def remove_milestone(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    milestone = _milestone(request, pk)
    actions.remove(milestone)
    undo = reverse("restore_milestone", args=[pk])
    success(request, _("Removed. You can undo this for 30 days."), undo=undo)
    return redirect(milestone.goal)


@require_POST
def restore_milestone(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    mine = Milestone.objects.owned_by(request.user).deleted().select_related("goal")
    milestone = get_object_or_404(mine, pk=pk)
    actions.restore(milestone)
    messages.success(request, _("It is back on your ladder."))
    return redirect(milestone.goal)


def _goal(request: AuthenticatedRequest, pk: int, *, open_only: bool = False) -> Goal:
    mine = Goal.objects.owned_by(request.user).with_milestones()
    return get_object_or_404(mine.open() if open_only else mine, pk=pk)


def _milestone(request: AuthenticatedRequest, pk: int) -> Milestone:
    mine = Milestone.objects.owned_by(request.user).live().select_related("goal", "owner")
    return get_object_or_404(mine, pk=pk)


def _form(request: AuthenticatedRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
