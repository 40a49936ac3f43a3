"""The quote ledger: find, look at one card, change one or many."""

from collections.abc import Collection
from typing import Any

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
from tracker.quotes.forms import BulkForm, QuoteFilterForm, ShowForm
from tracker.quotes.queries import MOST_CHANGED, how_many, like, offered
from tracker.shared.http import form_data
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
    """The cards that match the address, under a form that changes them."""
    filters = QuoteFilterForm(request.user, request.GET)
    filters.is_valid()
    found = filters.filter_queryset(Quote.objects.for_list())
    before = request.GET.get("before", "")
    page = newest_first(found, before, PAGE)
    # A search that finds little has read everything once: not again for its number.
    all_here = filters.in_use and not before and not page.next_cursor
    context = {
        "filters": filters,
        "page": page,
        "number": len(page.rows) if all_here else how_many(found),
        "most": MOST_CHANGED,
        "bulk": bulk,
        "ticked": bulk.ticked if bulk.is_bound else (),
    }
    return render(request, "quotes/quotes.html", context, status=422 if bulk.errors else 200)


@require_safe
@cache_for_reader
def quote(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _quote(request, pk)
    return _card(request, found, ShowForm(instance=found))


def _card(request: AuthenticatedRequest, found: Quote, form: ShowForm) -> HttpResponse:
    context = {
        "quote": found,
        "form": form,
        "advice": found.recommendations.filter(
            owner_id=request.user.pk, deleted_at__isnull=True
        ).order_by("-updated_at", "-pk"),
        "alike": like(found),
    }
    return render(request, "quotes/quote.html", context, status=422 if form.errors else 200)


@require_POST
def show_quote(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Set a card's theme and what of it others may see."""
    found = _quote(request, pk)
    form = ShowForm(form_data(request), instance=found)
    if not form.is_valid():
        return _card(request, _quote(request, pk), form)
    try:
        actions.show(form.save(commit=False))
    except Quote.DoesNotExist as error:
        raise Http404 from error
    messages.success(request, _("Saved."))
    return redirect(found)


@require_POST
def change_quotes(request: AuthenticatedRequest) -> HttpResponse:
    """One change for many cards; the address has the filter under which they were shown."""
    bulk = BulkForm(request.POST)
    if not bulk.is_valid():
        return _ledger(request, bulk)
    keys: Collection[int] = bulk.ticked
    if bulk.cleaned_data["everything"]:
        filters = QuoteFilterForm(request.user, request.GET)
        filters.is_valid()
        found = filters.filter_queryset(Quote.objects.live()).values_list("pk", flat=True)
        keys = list(found[: MOST_CHANGED + 1])
        if len(keys) > MOST_CHANGED:
            bulk.add_error(None, _("More than 5,000 match. Narrow the filter first."))
            return _ledger(request, bulk)
    if bulk.cleaned_data["change"] == "redact":
        word = bulk.cleaned_data["word"]
        number = actions.redact_all(request.user, keys, word, bulk.cleaned_data["instead"])
        _tell_redacted(request, number, word)
    else:
        field, value = bulk.writes
        before = actions.give(request.user, keys, field, value)
        token = actions.remember(request.user, field, value, before)
        _tell_changed(request, len(before), token)
    return _back(request)


@require_POST
def undo_change(request: AuthenticatedRequest, token: str) -> HttpResponse:
    number = actions.undo(request.user, token)
    if number is None:
        messages.error(request, _("This can no longer be undone: it was, or an hour has passed."))
    else:
        text = ngettext("%d quote is as it was.", "%d quotes are as they were.", number)
        messages.success(request, text % number)
    return redirect("quotes")


@require_safe
def quote_options(request: AuthenticatedRequest, field: str) -> HttpResponse:
    """One's own values of a field as options of its list."""
    if field not in OFFERED:
        raise Http404
    return render(request, "quotes/_options.html", {"values": offered(request.user, field)})


def _quote(request: AuthenticatedRequest, pk: int) -> Quote:
    mine = Quote.objects.owned_by(request.user).for_ledger().select_related("owner")
    return get_object_or_404(mine, pk=pk)


def _back(request: AuthenticatedRequest) -> HttpResponseRedirect:
    """To the ledger as it was narrowed."""
    kept: Any = request.GET.urlencode()
    return redirect(f"{reverse('quotes')}?{kept}" if kept else reverse("quotes"))


def _tell_changed(request: AuthenticatedRequest, number: int, token: str) -> None:
    if not number:
        messages.info(request, _("Nothing to change: they are like that already."))
        return
    text = ngettext("%d quote changed.", "%d quotes changed.", number) % number
    undo = reverse("undo_change", args=[token]) if token else ""
    success(request, text, undo=undo)


def _tell_redacted(request: AuthenticatedRequest, number: int, word: str) -> None:
    text = ngettext(
        "“%(word)s” is taken out of what others see of %(number)d quote. Your exact words stay.",
        "“%(word)s” is taken out of what others see of %(number)d quotes. Your exact words stay.",
        number,
    )
    messages.success(request, text % {"word": word, "number": number})
