"""Requests after LoginRequiredMiddleware: there is a user, and it is ours."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from tracker.accounts.models import User


class AuthenticatedRequest(HttpRequest):
    user: User
    htmx: HtmxDetails
