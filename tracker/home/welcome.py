"""The first ten minutes: one question a page, each with a way back, on and out.

What is asked before there is a goal to keep it in is kept in the session.
"""

from collections.abc import Collection
from contextlib import suppress
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tracker.accounts.actions import finish_welcome
from tracker.accounts.http import AuthenticatedRequest
from tracker.accounts.models import User, other_zones
from tracker.catalogue.models import Level
from tracker.employments.actions import answer
from tracker.goals import actions as goal_actions
from tracker.goals.models import WHY_LIMIT, Goal, Path
from tracker.goals.views import keep_overrides
from tracker.home.forms import (
    IS_PM,
    NO,
    CompanyForm,
    LevelForm,
    PathForm,
    StartersForm,
    WelcomeGoalForm,
    WelcomeZoneForm,
    answer_of,
)
from tracker.home.welcome_texts import PATHS, paths_offered
from tracker.progress.suggestions import SuggestedTask, suggest
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success
from tracker.week import actions as week_actions

ANSWERS = "welcome"  # in the session
INTO_PRODUCT = 1  # the level that has paths
DEFAULT_ZONE = "UTC"


def steps_of(answers: dict[str, Any]) -> list[str]:
    """Return the routes of the pages in their order; only the way into product has paths."""
    second = "welcome_level" if answers.get("is_pm") else "welcome_path"
    return ["welcome", second, "welcome_goal", "welcome_tasks"]


def first_open_step(request: AuthenticatedRequest) -> str:
    """Return the route of the first page that has no answer yet."""
    answers = _answers(request)
    if request.user.company_has_pms is None:
        return "welcome"
    second = steps_of(answers)[1]
    return "welcome_goal" if answers.get(second.removeprefix("welcome_")) else second


@require_safe
def go_on(request: AuthenticatedRequest) -> HttpResponse:
    """Pick up what was skipped."""
    return redirect(first_open_step(request))


@get_or_post
def company(request: AuthenticatedRequest) -> HttpResponse:
    """Ask whether there are product managers around; each answer is a button that goes on."""
    if "later" in request.POST:
        return _skip(request)
    user, answers = request.user, _answers(request)
    before = answer_of(user.company_has_pms, is_pm=bool(answers.get("is_pm")))
    form = CompanyForm(form_data(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["company"]
        answer(user, said != NO)
        is_pm = said == IS_PM
        _keep(request, is_pm=is_pm, level=None if is_pm else INTO_PRODUCT)
        if said != before:
            _keep(request, path="")  # another one fits
        return _next(request, "welcome")
    return _show(request, "welcome", form, before=before)


@get_or_post
def level(request: AuthenticatedRequest) -> HttpResponse:
    """Ask a product manager for the next level."""
    levels = list(Level.objects.filter(number__gt=INTO_PRODUCT))
    initial = {"level": _answers(request).get("level") or INTO_PRODUCT + 1}
    form = LevelForm(form_data(request), initial=initial, levels=levels)
    if request.method == "POST" and form.is_valid():
        _keep(request, level=form.cleaned_data["level"])
    if turned := _turn(request, "welcome_level"):
        return turned
    if request.method == "POST" and form.is_valid():
        return _next(request, "welcome_level")
    return _show(request, "welcome_level", form, levels=levels)


@get_or_post
def path(request: AuthenticatedRequest) -> HttpResponse:
    """Explain the paths that can fit, the fitting one chosen."""
    offered = paths_offered(request.user.company_has_pms)
    chosen = _answers(request).get("path") or offered[0]
    form = PathForm(request.user, form_data(request), initial={"path": chosen})
    if request.method == "POST" and form.is_valid():
        _keep(request, path=form.cleaned_data["path"])
    if turned := _turn(request, "welcome_path"):
        return turned
    if request.method == "POST" and form.is_valid():
        return _next(request, "welcome_path")
    texts = [(one, PATHS[one]) for one in offered]
    return _show(request, "welcome_path", form, texts=texts)


@get_or_post
def goal(request: AuthenticatedRequest) -> HttpResponse:
    """Ask for a weekly target and the why; as it stands it can be taken with one key.

    When days and weeks begin is asked for here too, for they decide what a week is. The browser's
    guess is filled in by script; where there is none, it has to be answered.

    Who comes back to it, or has an active goal already, changes that one.
    """
    if "back" in request.POST:
        written = {name: request.POST.get(name, "")[:WHY_LIMIT] for name in WelcomeGoalForm.WRITTEN}
        _keep(request, goal=written)
    if turned := _turn(request, "welcome_goal"):
        return turned
    standing = _standing_goal(request)
    is_chosen = bool(_answers(request).get("zone")) or request.user.time_zone != DEFAULT_ZONE
    person = User.objects.get(pk=request.user.pk)
    zone_form = WelcomeZoneForm(form_data(request), instance=person, is_chosen=is_chosen)
    form = WelcomeGoalForm(
        request.user, form_data(request), instance=standing, initial=_of_goal(request, standing)
    )
    if request.method == "POST" and all([form.is_valid(), zone_form.is_valid()]):
        zone_form.save()
        saved = _save(person, form, standing)
        _keep(request, goal={}, goal_set=saved.pk, zone=True)
        finish_welcome(request.user)
        return redirect("welcome_tasks")
    context = {"zone_form": zone_form, "is_chosen": is_chosen, "other_zones": other_zones()}
    shown = _show(request, "welcome_goal", form, **context)
    if zone_form.errors:
        shown.status_code = 422
    return shown


@get_or_post
def tasks(request: AuthenticatedRequest) -> HttpResponse:
    """Offer the first three tasks for this week's plan, and name the next step."""
    if "back" in request.POST:
        return redirect("welcome_goal")
    user = request.user
    goals = Goal.objects.owned_by(user).active_at_once()
    starters = suggest(user, goals)
    form = StartersForm(form_data(request), starters=starters)
    if request.method == "POST" and ("later" in request.POST or form.is_valid()):
        finish_welcome(user)
        request.session.pop(ANSWERS, None)
        if "later" not in request.POST:
            _plan(request, starters, form.cleaned_data["task"])
        return redirect("home")
    return _show(request, "welcome_tasks", form, starters=starters)


def _plan(
    request: AuthenticatedRequest, starters: list[SuggestedTask], ticked: Collection[str]
) -> None:
    """Put those that are ticked into the plan of this week, and say what to do now."""
    planned = []
    for starter in starters:
        if starter.task.slug not in ticked:
            continue
        with suppress(week_actions.AlreadyPlannedError, week_actions.EnoughError):
            week_actions.plan_task(request.user, request.user.this_week, starter.task)
            planned.append(starter.task)
    if not planned:
        return
    text = ngettext(
        "Next: “%(title)s”. Tick it when it is done: that earns %(points)d point.",
        "Next: “%(title)s”. Tick it when it is done: that earns %(points)d points.",
        planned[0].points,
    )
    success(request, text % {"title": planned[0].title, "points": planned[0].points})


def _answers(request: AuthenticatedRequest) -> dict[str, Any]:
    return dict(request.session.get(ANSWERS, {}))


def _keep(request: AuthenticatedRequest, **answers: Any) -> None:
    request.session[ANSWERS] = _answers(request) | answers


def _next(request: AuthenticatedRequest, step: str) -> HttpResponse:
    steps = steps_of(_answers(request))
    return redirect(steps[_place(step, steps) + 1])


def _place(step: str, steps: list[str]) -> int:
    """Return where a page stands; the second one has two kinds, and both may be open in tabs."""
    return steps.index(step) if step in steps else 1


def _turn(request: AuthenticatedRequest, step: str) -> HttpResponse | None:
    """Answer the buttons that lead back and out; None for all else."""
    if "later" in request.POST:
        return _skip(request)
    if "back" not in request.POST:
        return None
    steps = steps_of(_answers(request))
    return redirect(steps[_place(step, steps) - 1])


def _skip(request: AuthenticatedRequest) -> HttpResponse:
    finish_welcome(request.user)
    text = _("Skipped. What was not asked waits here under “First steps”.")
    if request.user.time_zone == DEFAULT_ZONE and not _answers(request).get("zone"):
        zone_text = _("Until you choose a time zone, days are counted in UTC.")
        text = f"{text} {zone_text}"
    success(request, text)
    return redirect("home")


def _standing_goal(request: AuthenticatedRequest) -> Goal | None:
    """Return the goal that these pages have set, else the active one of the chosen level."""
    answers = _answers(request)
    active = Goal.objects.owned_by(request.user).active().select_related("level")
    if set_here := active.filter(pk=answers.get("goal_set") or 0).first():
        return set_here
    return active.filter(level__number=answers.get("level") or INTO_PRODUCT).first()


def _of_goal(request: AuthenticatedRequest, standing: Goal | None) -> dict[str, Any]:
    """Return what the page of the goal starts with, from what was answered before."""
    answers = _answers(request)
    number = answers.get("level") or INTO_PRODUCT
    path = answers.get("path") or (standing.path if standing else "")
    if number != INTO_PRODUCT:
        path = Path.INSIDE  # the others lead into product management
    level = Level.objects.filter(number=number).first()
    written = {name: text for name, text in answers.get("goal", {}).items() if text}
    return {
        "level": level.pk if level else None,
        "path": path or paths_offered(request.user.company_has_pms)[0],
        **written,
    }


def _save(user: User, form: WelcomeGoalForm, standing: Goal | None) -> Goal:
    goal = form.save(commit=False)
    # A second click at the same moment finds the goal that the first one has set.
    with suppress(goal_actions.AnotherActiveError):
        if standing:
            goal_actions.edit_goal(goal)
        else:
            goal_actions.set_goal(user, goal)
        keep_overrides(form, goal)
    return goal


def _show(request: AuthenticatedRequest, step: str, form: Any, **context: Any) -> HttpResponse:
    answers = _answers(request)
    steps = steps_of(answers)
    number = _place(step, steps) + 1
    context |= {"steps": steps, "step": number, "answers": answers}
    return render_form(request, f"home/welcome/{step}.html", form, **context)
