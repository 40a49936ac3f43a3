"""Requests after LoginRequiredMiddleware: there is a user, and it is ours."""

from datetime import date, timedelta

from django.http import Http404, HttpRequest
from django_htmx.middleware import HtmxDetails

from tracker.accounts.models import User
from tracker.shared.weeks import EARLIEST_WEEK, LATEST, Week


class AuthenticatedRequest(HttpRequest):
    user: User
    htmx: HtmxDetails


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
