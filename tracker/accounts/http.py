"""Requests after LoginRequiredMiddleware: there is a user, and it is ours."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
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


def has_proven_recently(request: HttpRequest) -> bool:
    """Return whether `recently_authenticated` would let a request through without asking."""
    return bool(did_recently_reauthenticate(request))


def week_or_404(user: User, day: str, *, ahead: int = 0) -> Week:
    """Return the week of a date in an address (ISO), from the first that is kept to the current.

    `ahead` is how many weeks beyond that one are good too.
    """
    try:
        wanted = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    if not EARLIEST_WEEK <= wanted <= LATEST:
        raise Http404
    week = user.week_of(wanted)
    # An activity made where it was later may be dated a day ahead of here.
    if not week.is_kept or week.first > user.today + timedelta(days=1, weeks=ahead):
        raise Http404
    return week
