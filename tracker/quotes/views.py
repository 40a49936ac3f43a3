"""The quote ledger: find, look at one card, change one or many."""

from collections.abc import Collection

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.journal.models import Quote
from tracker.quotes import actions
from tracker.quotes.forms import BulkForm, DisplayForm, QuoteFilterForm
from tracker.quotes.queries import MOST_CHANGED, counted, how_many, near_duplicates_of, offered
from tracker.shared.http import form_data, render_form
from tracker.shared.messages import success
from tracker.shared.page_cache import cache_for_reader
from tracker.shared.pagination import newest_first

PAGE = 30
OFFERED = {"customer", "speaker", "theme"}


@require_safe
@cache_for_reader
def quotes(request: AuthenticatedRequest) -> HttpResponse:
    return _ledger(request, BulkForm())


def _ledger(request: AuthenticatedRequest, bulk: BulkForm) -> HttpResponse:
    """Show the cards that match the address, under a form that changes them."""
    filters = QuoteFilterForm(request.user, request.GET)
    filters.is_valid()
    matching = filters.filter_queryset(Quote.objects.for_list())
    before = request.GET.get("before", "")
    page = newest_first(matching, before, PAGE)
    # A search that finds little has read everything once: not again for its number.
    all_here = filters.in_use and not before and not page.next_cursor
    count = counted(page.rows) if all_here else how_many(matching)
    context = {
        "filters": filters,
        "page": page,
        "number": count.number,
        "repeats": count.repeats,
        "most": MOST_CHANGED,
        "bulk": bulk,
        "ticked": bulk.ticked if bulk.is_bound else (),
    }
    return render(request, "quotes/quotes.html", context, status=422 if bulk.errors else 200)


@require_safe
@cache_for_reader
def quote(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    own_quote = _quote(request, pk)
    return _card(request, own_quote, DisplayForm(instance=own_quote))


def _card(request: AuthenticatedRequest, quote: Quote, form: DisplayForm) -> HttpResponse:
    """Show one quote; `form` may have changed its own, so it is given apart."""
    recommendations = quote.recommendations.owned_by(request.user).live()
    return render_form(
        request,
        "quotes/quote.html",
        form,
        quote=quote,
        recommendations=recommendations.order_by("-updated_at", "-pk"),
        near_duplicates=near_duplicates_of(quote),
    )


@require_POST
def show_quote(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Set a card's theme and what of it others may see."""
    quote = _quote(request, pk)
    form = DisplayForm(form_data(request), instance=quote)
    if not form.is_valid():
        return _card(request, _quote(request, pk), form)
    try:
        actions.save_display(form.save(commit=False))
    except Quote.DoesNotExist as error:
        raise Http404 from error
    success(request, _("Saved."))
    return redirect(quote)


@require_POST
def change_quotes(request: AuthenticatedRequest) -> HttpResponse:
    """Change many cards at once; the address has the filter under which they were shown."""
    bulk = BulkForm(request.POST)
    if not bulk.is_valid():
        return _ledger(request, bulk)
    keys: Collection[int] = bulk.ticked
    if bulk.cleaned_data["everything"]:
        keys = _matching_keys(request)
        if len(keys) > MOST_CHANGED:
            bulk.add_error(None, _("More than 5,000 match. Narrow the filter first."))
            return _ledger(request, bulk)
    if bulk.is_redaction:
        word, instead = bulk.cleaned_data["word"], bulk.cleaned_data["instead"]
        number = actions.redact_all(request.user, keys, word, instead)
        _message_redacted(request, number, word)
    else:
        write = bulk.write
        before = actions.set_on_all(request.user, keys, write.field, write.value)
        token = actions.remember(request.user, write.field, write.value, before)
        _message_changed(request, len(before), token)
    return _back(request)


def _matching_keys(request: AuthenticatedRequest) -> list[int]:
    """Return the keys of all that match the address, one more than can be changed at most."""
    filters = QuoteFilterForm(request.user, request.GET)
    filters.is_valid()
    matching = filters.filter_queryset(Quote.objects.live()).values_list("pk", flat=True)
    return list(matching[: MOST_CHANGED + 1])


@require_POST
def undo_change(request: AuthenticatedRequest, token: str) -> HttpResponse:
    number = actions.undo(request.user, token)
    if number is None:
        messages.error(request, _("This can no longer be undone: it was, or an hour has passed."))
    else:
        text = ngettext("%d quote is as it was.", "%d quotes are as they were.", number)
        success(request, text % number)
    return redirect("quotes")


@require_safe
def quote_options(request: AuthenticatedRequest, field: str) -> HttpResponse:
    """Offer one's own values of a field as options of its list."""
    if field not in OFFERED:
        raise Http404
    return render(request, "quotes/_options.html", {"values": offered(request.user, field)})


def _quote(request: AuthenticatedRequest, pk: int) -> Quote:
    own_quotes = Quote.objects.owned_by(request.user).for_ledger().select_related("owner")
    return get_object_or_404(own_quotes, pk=pk)


def _back(request: AuthenticatedRequest) -> HttpResponseRedirect:
    """Go back to the ledger as it was narrowed."""
    query = request.GET.urlencode()
    return redirect(f"{reverse('quotes')}?{query}" if query else reverse("quotes"))


def _message_changed(request: AuthenticatedRequest, number: int, token: str) -> None:
    if not number:
        messages.info(request, _("Nothing to change: they are like that already."))
        return
    text = ngettext("%d quote changed.", "%d quotes changed.", number) % number
    undo = reverse("undo_change", args=[token]) if token else ""
    success(request, text, undo=undo)


def _message_redacted(request: AuthenticatedRequest, number: int, word: str) -> None:
    text = ngettext(
        "“%(word)s” is taken out of what others see of %(number)d quote. Your exact words stay.",
        "“%(word)s” is taken out of what others see of %(number)d quotes. Your exact words stay.",
        number,
    )
    success(request, text % {"word": word, "number": number})
