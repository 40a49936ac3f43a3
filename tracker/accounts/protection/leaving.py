"""An account that its owner has closed: until it goes for good, only the way back is open."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth import BACKEND_SESSION_KEY, SESSION_KEY
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.sessions.backends.cached_db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from tracker.accounts.models import User
from tracker.shared.owned import lock

TIME_TO_RETURN = timedelta(days=14)
# What is open meanwhile: to come back, to take one's data along, to show who one is, to sign out,
# and what holds nobody's words.
OPEN = {
    *("leave", "stay", "your_data", "prepare_export", "export_data"),
    *("account_logout", "account_reauthenticate"),
    *("mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    *("service_worker", "manifest", "briefing_offline"),
}


class SignedInAndStaying(LoginRequiredMiddleware):
    """Middleware: pages want somebody who is signed in and has not closed the account."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], *view: Any
    ) -> HttpResponseBase | None:
        answer: HttpResponseBase | None = super().process_view(request, view_func, *view)
        if answer is not None or not request.user.is_authenticated:
            return answer
        match = request.resolver_match
        is_open = match is not None and match.url_name in OPEN
        return None if is_open or request.user.leaves_at is None else redirect("leave")


@transaction.atomic
def close(user: User) -> None:
    """Let the account go in fourteen days: nothing of it is sent or shown from now on."""
    lock(user)
    user.leaves_at = timezone.now() + TIME_TO_RETURN
    User.objects.filter(pk=user.pk).update(leaves_at=user.leaves_at)


@transaction.atomic
def reopen(user: User) -> None:
    """Take that back; everything is as it was."""
    lock(user)
    user.leaves_at = None
    User.objects.filter(pk=user.pk).update(leaves_at=None)


def end_sessions(user: User, keep: str | None = None) -> None:
    """Sign the user out everywhere, but in the session with the key `keep`.

    Every session is looked at: not each one is on the list that its owner sees.
    """
    for session in Session.objects.iterator():
        values = session.get_decoded()
        is_own = BACKEND_SESSION_KEY in values and values.get(SESSION_KEY) == str(user.pk)
        if is_own and session.session_key != keep:
            SessionStore(session.session_key).delete()
