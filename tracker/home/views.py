"""The landing page, the first ten minutes and "This week": composed from the other features."""

from contextlib import suppress

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tracker.accounts.actions import finish_welcome
from tracker.accounts.forms import ZoneForm
from tracker.accounts.http import AuthenticatedRequest, week_or_404
from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.employments.actions import answer
from tracker.goals import actions as goal_actions
from tracker.goals.forms import GoalForm
from tracker.goals.models import Goal, Path
from tracker.goals.views import keep_overrides
from tracker.home.forms import CompanyForm
from tracker.home.this_week import coming_week, week_page
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.page_cache import cache_for_reader
from tracker.week.actions import MOST_WEEKS_AHEAD


@login_not_required
@require_safe
@cache_for_reader
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "home/landing.html")
    if request.user.welcomed_at is None:
        return redirect("welcome")
    user = request.user
    return render(request, "home/this_week.html", vars(week_page(user, user.this_week)))


@require_safe
@cache_for_reader
def week(request: AuthenticatedRequest, day: str) -> HttpResponse:
    """Show any week by its first day; another of its days leads there. A coming one is its plan."""
    week = week_or_404(request.user, day, ahead=MOST_WEEKS_AHEAD)
    if day != week.first.isoformat():
        return redirect("week", week.first.isoformat())
    if week.first > request.user.this_week.last:
        return render(request, "home/coming_week.html", vars(coming_week(request.user, week)))
    return render(request, "home/this_week.html", vars(week_page(request.user, week)))


@get_or_post
def welcome(request: AuthenticatedRequest) -> HttpResponse:
    """Ask first for the zone (the browser's guess is filled in by script) and the week start."""
    form = ZoneForm(form_data(request), instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("welcome_company")
    return render_form(request, "home/welcome.html", form)


@get_or_post
def welcome_company(request: AuthenticatedRequest) -> HttpResponse:
    form = CompanyForm(form_data(request), instance=request.user)
    if request.method == "POST" and form.is_valid():
        answer(request.user, form.cleaned_data["company_has_pms"])
        return redirect("welcome_goal")
    return render_form(request, "home/welcome_company.html", form)


@get_or_post
def welcome_goal(request: AuthenticatedRequest) -> HttpResponse:
    """Ask third for a goal with the path that the answer suggests; "later" skips it."""
    suggested = Path.NO_TEAM if request.user.company_has_pms is False else Path.INSIDE
    form = GoalForm(request.user, form_data(request), initial={"path": suggested})
    later = "later" in request.POST or Goal.objects.owned_by(request.user).active().exists()
    if request.method == "POST" and (later or form.is_valid()):
        if not later:
            # A second click at the same moment finds the goal that the first one has set.
            with suppress(goal_actions.AnotherActiveError):
                goal = goal_actions.set_goal(request.user, form.save(commit=False))
                keep_overrides(form, goal)
        finish_welcome(request.user)
        return redirect("home")
    return render_form(request, "home/welcome_goal.html", form, suggested=suggested)


@require_safe
def help_page(request: AuthenticatedRequest) -> HttpResponse:
    return render(request, "home/help.html", {"effort_points": Task.EFFORT_POINTS})
