"""The pages of django-allauth that are asked for a recent proof, and the undo of a change."""

from allauth.account.internal.flows.logout import logout
from allauth.account.views import email as allauth_email
from allauth.account.views import password_set as allauth_set_password
from allauth.usersessions.views import list_usersessions as allauth_sessions
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from tracker.accounts.http import AuthenticatedRequest, recently_authenticated
from tracker.accounts.protection.address_changes import (
    AddressTakenError,
    change_of,
    new_password_path,
    undo,
)
from tracker.shared.http import get_or_post
from tracker.shared.messages import success


def change_email(request: AuthenticatedRequest) -> HttpResponseBase:
    """allauth's page, but only where mail works.

    Without mail a new address is never confirmed, and allauth would give up the old one for it.
    """
    if request.method != "POST":
        return allauth_email(request)
    if not settings.MAIL_WORKS:
        messages.error(request, _("Without mail the address stays as it is."))
        return redirect("account_email")
    return recently_authenticated(allauth_email)(request)


def sessions(request: AuthenticatedRequest) -> HttpResponseBase:
    """List where somebody is signed in; ending the others needs a recent proof."""
    is_ending = request.method == "POST"
    view = recently_authenticated(allauth_sessions) if is_ending else allauth_sessions
    return view(request)


def set_password(request: AuthenticatedRequest) -> HttpResponseBase:
    """Let somebody who has none choose a password; those who have one type it to change it."""
    is_setting = request.method == "POST"
    view = recently_authenticated(allauth_set_password) if is_setting else allauth_set_password
    return view(request)


@login_not_required
@never_cache
@get_or_post
def undo_email_change(request: HttpRequest, token: str) -> HttpResponse:
    """Say what a link to the old address does, and do it when asked to."""
    template = "account/undo_email_change.html"
    change = change_of(token)
    if change is None:
        return render(request, template, status=404)
    if request.method != "POST":
        return render(request, template, {"change": change})
    try:
        user = undo(change)
    except AddressTakenError:
        return render(request, template, {"change": change, "is_taken": True}, status=409)
    if user is None:
        return render(request, template, status=404)
    if request.user.is_authenticated:
        logout(request, show_message=False)
    success(request, _("%(address)s is your address again.") % {"address": user.email})
    return redirect(new_password_path(user))
