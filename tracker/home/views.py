"""The landing page, "This week" and help: composed from the other features."""

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tracker.accounts.http import AuthenticatedRequest, week_or_404
from tracker.catalogue.models import Task
from tracker.home.glossary import GLOSSARY, JOB_GLOSSARY
from tracker.home.this_week import coming_week, week_page
from tracker.home.welcome import first_open_step
from tracker.shared.page_cache import cache_for_reader
from tracker.week.actions import MOST_WEEKS_AHEAD


@login_not_required
@require_safe
@cache_for_reader
def home(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return render(request, "home/landing.html")
    if request.user.welcomed_at is None:
        return redirect(first_open_step(cast(AuthenticatedRequest, request)))
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


@require_safe
def help_page(request: AuthenticatedRequest) -> HttpResponse:
    context = {
        "effort_points": Task.EFFORT_POINTS,
        "glossary": GLOSSARY,
        "job_glossary": JOB_GLOSSARY,
    }
    return render(request, "home/help.html", context)
