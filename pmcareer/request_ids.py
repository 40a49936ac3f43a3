"""A name for each request: on its error page, in the header of its answer and in every log line.

It is made here and never taken from outside, where somebody could choose another's.
"""

import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
BYTES = 6  # twelve characters: enough to find one line among millions, few enough to read out

# Of the request in hand, "" outside of one. Not taken back when it ends: Django logs a refusal
# after the outermost middleware, and the next request of the thread has a name of its own.
current: ContextVar[str] = ContextVar("request_id", default="")


def name_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, the outermost: names the request as `request.id`, and its answer alike."""

    def middleware(request: HttpRequest) -> HttpResponse:
        name = secrets.token_hex(BYTES)
        current.set(name)
        request.id = name  # type: ignore[attr-defined]
        response = get_response(request)
        response[HEADER] = name
        return response

    return middleware
