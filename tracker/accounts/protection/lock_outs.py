"""How long somebody has to wait after too many wrong passwords or codes, said and answered."""

import math
import time
from collections.abc import Callable

from allauth.core import context
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

APP = "allauth.account"
# Where the count cannot be read (another request holds its lock), a minute is enough.
A_MINUTE = 60


def lock_out(action: str, key: str) -> ValidationError:
    """Return what a form says when `action` is refused for `key`; the answer becomes a 429."""
    request = context.request
    seconds = seconds_left(request, action, key)
    request.locked_out_for = seconds
    minutes = math.ceil(seconds / 60)
    return ValidationError(
        ngettext(
            "Too many failed login attempts. Try again in %(minutes)d minute.",
            "Too many failed login attempts. Try again in %(minutes)d minutes.",
            minutes,
        ),
        code="too_many_login_attempts",
        params={"minutes": minutes},
    )


def seconds_left(request: HttpRequest, action: str, key: str) -> int:
    """Return after how many seconds one more try is counted, at least one."""
    waits = []
    for rate in ratelimit.get_rates(app=APP, action=action):
        name = ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key)
        tries = cache.get(name, [])
        # The newest comes first: when this one is forgotten, there is room for another.
        if len(tries) >= rate.amount:
            waits.append(tries[rate.amount - 1] + rate.duration - time.time())
    return max(1, math.ceil(max(waits, default=A_MINUTE)))


def say_lock_out(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 429 with Retry-After wherever a form was refused for too many tries."""

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        seconds = getattr(request, "locked_out_for", None)
        if seconds is not None and answer.status_code in {200, 422}:
            answer.status_code = 429
            answer["Retry-After"] = str(seconds)
        return answer

    return middleware
