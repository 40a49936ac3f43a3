"""Cards that leave the app: printed, or as Markdown. Both obey the ledger's filters."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.journal.models import Quote, QuoteQuerySet
from tracker.quotes.as_markdown import as_markdown
from tracker.quotes.forms import QuoteFilterForm
from tracker.quotes.queries import MOST_CHANGED

PRINTED = 200


@require_safe
def print_quotes(request: AuthenticatedRequest) -> HttpResponse:
    for_others = _is_for_others(request)
    cards = list(_chosen(request)[: PRINTED + 1])
    context = {
        "cards": cards[:PRINTED],
        "more": len(cards) > PRINTED,
        "most": PRINTED,
        "for_others": for_others,
    }
    return render(request, "quotes/print.html", context)


@require_safe
def quotes_as_markdown(request: AuthenticatedRequest) -> HttpResponse:
    """Write the newest 5,000 that match into a text file."""
    quotes = _chosen(request)[:MOST_CHANGED]
    text = as_markdown(quotes, for_others=_is_for_others(request))
    answer = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="quotes.md"'
    return answer


def _chosen(request: AuthenticatedRequest) -> QuoteQuerySet:
    """Return what matches, newest first; with `?others=1` only what others may see."""
    filters = QuoteFilterForm(request.user, request.GET)
    filters.is_valid()
    matching = filters.filter_queryset(Quote.objects.live()).order_by("-date", "-pk")
    return matching.filter(shareable=True) if _is_for_others(request) else matching


def _is_for_others(request: AuthenticatedRequest) -> bool:
    return request.GET.get("others") == "1"
