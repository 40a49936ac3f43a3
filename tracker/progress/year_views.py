from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.journal.queries import YearTotal, years_of
from tracker.progress.year import year_page
from tracker.shared.page_cache import cache_for_reader
from tracker.shared.weeks import EARLIEST, LATEST


@require_safe
@cache_for_reader
def years(request: AuthenticatedRequest) -> HttpResponse:
    """Lead to the year that it is now."""
    return redirect("year", request.user.today.year)


@require_safe
@cache_for_reader
def year(request: AuthenticatedRequest, year: int) -> HttpResponse:
    """Sum up a year; one without entries says so, and leads to those that have some."""
    if not EARLIEST.year <= year < LATEST.year or year > request.user.today.year + 1:
        raise Http404
    all_years = years_of(request.user)
    total = next((one for one in all_years if one.year == year), YearTotal(year))
    context = {"years": all_years, "this": year_page(request.user, total)}
    return render(request, "progress/year.html", context)
