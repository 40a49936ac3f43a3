"""Devices on which somebody signed in before: a guesser elsewhere does not lock their owner out.

A signed cookie names the device. Wrong passwords with it are counted for that device, all others
for the account, so guessing from many places stays limited
(https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies).
"""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tracker.accounts.models import User

COOKIE = "known_device"
SALT = "tracker.accounts.known_device"
LASTS = 365 * 24 * 3600  # seconds
MOST = 5  # accounts of one device, the latest


@dataclass(frozen=True, slots=True)
class Tries:
    """Where wrong passwords are counted: the limit's name in ACCOUNT_RATE_LIMITS, and for whom."""

    action: str
    key: str


def tries_for(request: HttpRequest, email: str, key_of_account: str) -> Tries:
    """Return where a try with this address is counted, on a device of its owner or elsewhere."""
    user = request.user
    if isinstance(user, User) and user.email.lower() == email.lower():
        return Tries("login_failed_on_known_device", f"signed-in:{user.pk}")
    names = _names(request)
    if names:
        owner = User.objects.filter(pk__in=names, email__iexact=email)
        pk = owner.values_list("pk", flat=True).first()
        if pk is not None:
            return Tries("login_failed_on_known_device", f"device:{pk}:{names[str(pk)]}")
    return Tries("login_failed", key_of_account)


def remember_device(request: HttpRequest, answer: HttpResponseBase, user: AbstractBaseUser) -> None:
    """Let the browser keep that `user` signed in on it."""
    names = _names(request)
    name = names.pop(str(user.pk), None) or secrets.token_urlsafe(16)
    names = dict([*names.items(), (str(user.pk), name)][-MOST:])
    answer.set_cookie(
        COOKIE,
        signing.dumps(names, salt=SALT),
        max_age=LASTS,
        path="/accounts/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _names(request: HttpRequest) -> dict[str, str]:
    """Return what the cookie says: for each account, by its key, the name of this device."""
    try:
        names: dict[str, str] = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS
        )
    except signing.BadSignature:
        return {}
    return names
