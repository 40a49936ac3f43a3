from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.catalogue.models import Task
from tracker.goals import actions
from tracker.goals.forms import CloseForm, GoalForm, MilestoneForm
from tracker.goals.ladders import Ladder, ladders
from tracker.goals.models import Goal, Milestone, Path
from tracker.goals.reached import days_reached
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success
from tracker.shared.page_cache import cache_for_reader
from tracker.warnings.actions import keep_note


@require_safe
@cache_for_reader
def goals(request: AuthenticatedRequest) -> HttpResponse:
    open_ladders: list[Ladder] = []
    ended_ladders: list[Ladder] = []
    for ladder in ladders(request.user, Goal.objects.owned_by(request.user).for_list()):
        group = open_ladders if ladder.goal.is_open else ended_ladders
        group.append(ladder)
    return render(request, "goals/goals.html", {"open": open_ladders, "ended": ended_ladders})


@get_or_post
def set_goal(request: AuthenticatedRequest) -> HttpResponse:
    path = request.GET.get("path")
    initial = {"path": path} if path in Path.values else {}
    form = GoalForm(request.user, form_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            goal = actions.set_goal(request.user, form.save(commit=False))
        except actions.AnotherActiveError:
            # A second click on the button: the first one has set it.
            return redirect("goals")
        keep_overrides(form, goal)
        success(request, _("Your goal is set. Its milestones stand below, as a ladder."))
        return redirect(goal)
    return render_form(request, "goals/set_goal.html", form)


@get_or_post
def goal(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show one goal with its ladder; posting adds a milestone."""
    goal = _goal(request, pk)
    form = MilestoneForm(form_data(request))
    if request.method == "POST" and form.is_valid():
        actions.add_milestone(goal, form.save(commit=False))
        success(request, _("The milestone stands on top of your ladder."))
        return redirect(goal)
    reached = days_reached(request.user, goal.live_milestones)
    context = {
        "goal": goal,
        "ladder": ladders(request.user, [goal], reached)[0],
        "removed": goal.milestones.deleted(),
        "titles": _task_titles(),
    }
    return render_form(request, "goals/goal.html", form, **context)


@get_or_post
def edit_goal(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    goal = _goal(request, pk)
    form = GoalForm(request.user, form_data(request), instance=goal)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_goal(form.save(commit=False))
        except actions.AnotherActiveError:
            form.refuse_level()
        else:
            keep_overrides(form, goal)
            success(request, _("Saved."))
            return redirect(goal)
    return render_form(request, "goals/edit_goal.html", form, goal=goal)


@get_or_post
def close_goal(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    goal = _goal(request, pk, open_only=True)
    form = CloseForm(form_data(request), instance=goal)
    if request.method == "POST" and form.is_valid():
        actions.close(goal, form.cleaned_data["close_reason"])
        success(request, _("Closed, with what you goal out. That is a result."))
        return redirect("goals")
    return render_form(request, "goals/close_goal.html", form, goal=goal)


@require_POST
def achieve_goal(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    goal = _goal(request, pk, open_only=True)
    actions.achieve(goal)
    success(request, _("Reached. The evidence for it is in your journal."))
    return redirect(goal)


@require_POST
def pause_goal(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    goal = _goal(request, pk, open_only=True)
    actions.pause(goal)
    success(request, _("Paused. Nothing is lost, and nothing counts against you."))
    return redirect(goal)


@require_POST
def resume_goal(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    goal = _goal(request, pk)
    try:
        actions.resume(goal)
    except actions.AnotherActiveError:
        messages.error(
            request, _("You have an active goal for this level. Pause or close that one first.")
        )
    else:
        success(request, _("Active again."))
    return redirect(goal)


@require_POST
def tick_milestone(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Say that it is reached, or (`undo`) that it is not after all."""
    milestone = _milestone(request, pk)
    if "undo" in request.POST:
        actions.unreach(milestone)
    else:
        actions.reach(milestone)
        text = _("Milestone reached: %(milestone)s.") % {"milestone": milestone}
        success(request, text, undo=reverse("tick_milestone", args=[pk]))
    return redirect(milestone.goal)


@get_or_post
def edit_milestone(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    milestone = _milestone(request, pk)
    form = MilestoneForm(form_data(request), instance=milestone)
    if request.method == "POST" and form.is_valid():
        form.save()
        success(request, _("Saved."))
        return redirect(milestone.goal)
    context = {"goal": milestone.goal, "titles": _task_titles()}
    return render_form(request, "goals/edit_milestone.html", form, **context)


@require_POST
def remove_milestone(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    milestone = _milestone(request, pk)
    actions.remove(milestone)
    undo = reverse("restore_milestone", args=[pk])
    success(request, _("Removed. You can undo this for 30 days."), undo=undo)
    return redirect(milestone.goal)


@require_POST
def restore_milestone(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    own_milestones = Milestone.objects.owned_by(request.user).deleted().select_related("goal")
    milestone = get_object_or_404(own_milestones, pk=pk)
    actions.restore(milestone)
    success(request, _("It is back on your ladder."))
    return redirect(milestone.goal)


def keep_overrides(form: GoalForm, goal: Goal) -> None:
    """Keep the note with which the warnings about a goal were overridden."""
    about = f"{goal.level}: {goal.get_path_display()}"
    keep_note(goal.owner, form.kinds, form.cleaned_data["override_note"], about)


def _goal(request: AuthenticatedRequest, pk: int, *, open_only: bool = False) -> Goal:
    own_goals = Goal.objects.owned_by(request.user).with_milestones()
    return get_object_or_404(own_goals.open() if open_only else own_goals, pk=pk)


def _milestone(request: AuthenticatedRequest, pk: int) -> Milestone:
    own_milestones = Milestone.objects.owned_by(request.user).live().counted()
    return get_object_or_404(own_milestones.select_related("goal", "owner", "task"), pk=pk)


def _task_titles() -> "QuerySet[Task, str]":
    """Return what the field of a task offers."""
    return Task.objects.published().order_by("title").values_list("title", flat=True)
