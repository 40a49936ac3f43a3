"""Themes over time, and quotes that say nearly the same."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.journal.models import Quote
from tracker.quotes import actions
from tracker.quotes.forms import RenameForm
from tracker.quotes.queries import (
    COMPARED,
    counted_themes,
    months_up_to,
    near_duplicate_groups,
    near_duplicate_keys,
    themes_of,
    without_theme,
)
from tracker.shared.messages import success
from tracker.shared.page_cache import cache_for_reader

THEMES = 30
GROUPS = 20


@require_safe
@cache_for_reader
def themes(request: AuthenticatedRequest) -> HttpResponse:
    return _themes(request)


def _themes(request: AuthenticatedRequest, wrong: RenameForm | None = None) -> HttpResponse:
    user = request.user
    months = [date_format(month, "M Y") for month in months_up_to(user.today)]
    page = Paginator(counted_themes(user, user.today), THEMES).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "themes": themes_of(user, page, months),
        "months": months,
        "without": without_theme(user),
        "wrong": wrong,
    }
    return render(request, "quotes/themes.html", context, status=422 if wrong else 200)


@require_POST
def rename_theme(request: AuthenticatedRequest) -> HttpResponse:
    """Give a theme another name; where that is a theme already, they become one."""
    form = RenameForm(request.POST)
    if not form.is_valid():
        return _themes(request, form)
    old, new = form.cleaned_data["old"], form.cleaned_data["new"]
    number = actions.rename_theme(request.user, old, new)
    text = ngettext(
        "%(number)d quote has the theme “%(new)s” now.",
        "%(number)d quotes have the theme “%(new)s” now.",
        number,
    )
    success(request, text % {"number": number, "new": new})
    return redirect("quote_themes")


@require_safe
@cache_for_reader
def near_duplicates(request: AuthenticatedRequest) -> HttpResponse:
    """Show groups of nearly the same words, side by side."""
    keys = near_duplicate_keys(request.user)
    page = Paginator(keys, GROUPS).get_page(request.GET.get("page"))
    own_quotes = Quote.objects.owned_by(request.user).live().order_by()
    context = {
        "page": page,
        "groups": near_duplicate_groups(request.user, list(page)),
        "compared": COMPARED,
        "not_compared": own_quotes[: COMPARED + 1].count() > COMPARED,
    }
    return render(request, "quotes/near_duplicates.html", context)
