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
    found, for_others = _chosen(request)
    cards = list(found[: PRINTED + 1])
    context = {
        "cards": cards[:PRINTED],
        "more": len(cards) > PRINTED,
        "most": PRINTED,
        "for_others": for_others,
    }
    return render(request, "quotes/print.html", context)


@require_safe
def quotes_as_markdown(request: AuthenticatedRequest) -> HttpResponse:
    """A text file of the newest 5,000 that match."""
    found, for_others = _chosen(request)
    text = as_markdown(found[:MOST_CHANGED], for_others=for_others)
    answer = HttpResponse(text, content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="quotes.md"'
    return answer


def _chosen(request: AuthenticatedRequest) -> tuple[QuoteQuerySet, bool]:
    """What matches, newest first; `?others=1` leaves what others may see."""
    filters = QuoteFilterForm(request.user, request.GET)
    filters.is_valid()
    found = filters.filter_queryset(Quote.objects.live()).order_by("-date", "-pk")
    for_others = request.GET.get("others") == "1"
    return found.filter(shareable=True) if for_others else found, for_others
