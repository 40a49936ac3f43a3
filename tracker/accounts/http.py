"""Requests after LoginRequiredMiddleware: there is a user, and it is ours."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

from tracker.accounts.models import User
from tracker.shared.weeks import EARLIEST_WEEK, LATEST, Week


class AuthenticatedRequest(HttpRequest):
    user: User
    htmx: HtmxDetails


View = Callable[..., HttpResponseBase]


def recently_authenticated(view: View) -> View:
    """Ask who it is where nobody was asked within the last ten minutes, then go on with `view`.

    It stands above a view that gives an account away: a change of address, tokens, an export, a
    deletion. Somebody with a second factor shows that one, others their password. What was sent
    is kept meanwhile; files are not. Signing in is no such proof: a borrowed device has it too.
    """
    asking: Callable[..., Any] = reauthentication_required(app="allauth.account")
    guarded: View = asking(view)
    return guarded


def week_or_404(user: User, day: str) -> Week:
    """Return the week of a date in an address (ISO), from the first that is kept to the current."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    if not EARLIEST_WEEK <= wanted <= LATEST:
        raise Http404
    week = user.week_of(wanted)
    # An activity made where it was later may be dated a day ahead of here.
    if not week.is_kept or week.first > user.today + timedelta(days=1):
        raise Http404
    return week
