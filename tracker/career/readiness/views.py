"""Readiness: the page, the sheet that is printed, and the same as Markdown."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.career.motives.queries import energy_by_quarter, takes_energy
from tracker.career.quarters import Quarter
from tracker.career.readiness.chart import quarter_charts
from tracker.career.readiness.queries import readiness
from tracker.career.readiness.rule import states_in_words
from tracker.career.readiness.sheet import as_markdown
from tracker.shared.http import pk_from
from tracker.shared.page_cache import cache_for_reader
from tracker.shared.text.ages import ages_in_words


@require_safe
@cache_for_reader
def readiness_page(request: AuthenticatedRequest) -> HttpResponse:
    """Show the six lenses, the weakest first; ?level= looks through those of another level."""
    context = _context(request)
    texts = [lens.text for lens in context["readiness"].lenses]
    context["charts"] = quarter_charts(request.user, texts)
    quarter = Quarter.of(request.user.today)
    context["takes_energy"] = takes_energy(energy_by_quarter(request.user), quarter)
    return render(request, "career/readiness.html", context)


@require_safe
@cache_for_reader
def readiness_sheet(request: AuthenticatedRequest) -> HttpResponse:
    """Show where one stands on one sheet of paper."""
    return render(request, "career/readiness_sheet.html", _context(request))


@require_safe
def readiness_markdown(request: AuthenticatedRequest) -> HttpResponse:
    found = readiness(request.user, pk_from(request.GET.get("level")))
    text = as_markdown(found, request.user.today)
    answer = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="where-i-stand.md"'
    return answer


def _context(request: AuthenticatedRequest) -> dict[str, Any]:
    return {
        "readiness": readiness(request.user, pk_from(request.GET.get("level"))),
        "states": states_in_words(),
        "ages": ages_in_words(),
        "today": request.user.today,
    }
