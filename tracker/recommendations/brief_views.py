"""The one-page brief: to print, to paste and to mail."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.recommendations.brief import brief_of, mail_link
from tracker.recommendations.views import recommendation_of


@require_safe
def brief(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show the brief. ?names=all names everybody in it; without it those who may be shown."""
    recommendation = recommendation_of(request, pk)
    names = _with_names(request)
    written = brief_of(recommendation, names=names)
    context = {
        "recommendation": recommendation,
        "brief": written,
        "names": names,
        "private": sum(not quote.shareable for quote in recommendation.live_quotes),
        "mail": mail_link(written),
    }
    return render(request, "recommendations/brief.html", context)


@require_safe
def brief_markdown(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    recommendation = recommendation_of(request, pk)
    written = brief_of(recommendation, names=_with_names(request))
    answer = HttpResponse(written.as_markdown, content_type="text/markdown; charset=utf-8")
    name = slugify(recommendation.title) or f"recommendation-{pk}"
    answer["Content-Disposition"] = f'attachment; filename="{name[:80]}.md"'
    return answer


def _with_names(request: AuthenticatedRequest) -> bool:
    return request.GET.get("names") == "all"
