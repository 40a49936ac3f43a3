from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from tracker.accounts.http import AuthenticatedRequest, week_or_404
from tracker.catalogue.models import Task
from tracker.goals.ladders import ladders
from tracker.goals.models import Goal
from tracker.progress import queries
from tracker.progress.ledger import ledger
from tracker.shared.page_cache import cache_for_reader

YEAR = 53
HALF_YEAR = 26
PAGE = 50
RECENT = 8


@require_safe
@cache_for_reader
def progress(request: AuthenticatedRequest) -> HttpResponse:
    user = request.user
    days = queries.days_of(user, user.this_week, YEAR)
    totals = queries.week_totals(user, days, user.this_week, HALF_YEAR)
    goals = Goal.objects.owned_by(user).active_at_once()
    level = goals[0].level.number if goals else 1
    context = {
        "totals": totals,
        "chart": queries.week_bars(totals),
        "best": queries.best_week(totals),
        "heat": queries.day_map(days, user.this_week, YEAR, user.today),
        "days": days,
        "coverage": queries.areas_covered(user, level),
        "level": level,
        "ladders": ladders(user, goals),
        "recent": ledger(user, "", RECENT).lines,
    }
    return render(request, "progress/progress.html", context)


@require_safe
@cache_for_reader
def points(request: AuthenticatedRequest) -> HttpResponse:
    """Show every entry, quote and adopted recommendation and what it earned, or why nothing."""
    user = request.user
    page = ledger(user, request.GET.get("before", ""), PAGE)
    context = {"page": page, "effort_points": Task.EFFORT_POINTS}
    return render(request, "progress/points.html", context)


@require_safe
@vary_on_headers("HX-Request")
def days(request: AuthenticatedRequest, day: str) -> HttpResponse:
    """Show the days up to a week as a table, half a year or ?weeks=53; htmx asks for it alone."""
    last = week_or_404(request.user, day)
    weeks = YEAR if request.GET.get("weeks") == str(YEAR) else HALF_YEAR
    context = {
        "days": queries.days_of(request.user, last, weeks)[::-1],
        "last": last,
        "weeks": weeks,
        "heading": _("Half a year by day") if weeks == HALF_YEAR else _("The last year by day"),
    }
    template = "progress/_day_table.html" if request.htmx else "progress/days.html"
    return render(request, template, context)
