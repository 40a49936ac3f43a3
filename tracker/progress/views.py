from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from tracker.accounts.http import AuthenticatedRequest, week_or_404
from tracker.goals.models import Goal
from tracker.goals.rungs import ladders
from tracker.journal.models import DayTotal
from tracker.progress import queries
from tracker.progress.ledger import ledger

YEAR = 53
HALF_YEAR = 26
PAGE = 50
RECENT = 8


@require_safe
def progress(request: AuthenticatedRequest) -> HttpResponse:
    user = request.user
    days = queries.days_of(user, user.this_week, YEAR)
    totals = queries.week_totals(user, days, user.this_week, HALF_YEAR)
    goals = list(Goal.objects.owned_by(user).for_list().active())
    level = goals[0].level.number if goals else 1
    context = {
        "sums": DayTotal.objects.owned_by(user).sums(),
        "totals": totals,
        "chart": queries.week_bars(totals),
        "best": queries.best_week(totals),
        "heat": queries.day_map(days, user.this_week, YEAR, user.today),
        "days": days[::-1],
        "coverage": queries.areas_covered(user, level),
        "level": level,
        "ladders": ladders(user, goals),
        "recent": ledger(user, "", RECENT).lines,
    }
    return render(request, "progress/progress.html", context)


@require_safe
def points(request: AuthenticatedRequest) -> HttpResponse:
    """Every entry, quote and adopted advice with what it earned and, where nothing, why."""
    user = request.user
    page = ledger(user, request.GET.get("before", ""), PAGE)
    context = {"page": page, "sums": DayTotal.objects.owned_by(user).sums()}
    return render(request, "progress/points.html", context)


@require_safe
@vary_on_headers("HX-Request")
def days(request: AuthenticatedRequest, day: str) -> HttpResponse:
    """The half-year map of the week page as a table; htmx asks for the table alone."""
    last = week_or_404(request.user, day)
    found = queries.days_of(request.user, last, HALF_YEAR)[::-1]
    template = "progress/_day_table.html" if request.htmx else "progress/days.html"
    return render(request, template, {"days": found, "last": last})
