"""Requests after LoginRequiredMiddleware: there is a user, and it is ours."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest
from django_htmx.middleware import HtmxDetails

from tracker.accounts.models import User
from tracker.shared.weeks import EARLIEST, LATEST, Week


class AuthenticatedRequest(HttpRequest):
    user: User
    htmx: HtmxDetails


def week_or_404(user: User, day: str, *, ahead: int = 0) -> Week:
    """Return the week of a date in an address (ISO), from the first to be logged to the current.

    `ahead` is how many weeks beyond that one are good too.
    """
    try:
        wanted = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    if wanted.year < EARLIEST.year - 1 or wanted > LATEST:
        raise Http404
    week = user.week_of(wanted)
    # An activity made where it was later may be dated a day ahead of here.
    if week.last < EARLIEST or week.first > user.today + timedelta(days=1, weeks=ahead):
        raise Http404
    return week
