"""What is noted of each request: for the lines of the log, the access log and the figures."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from pmcareer.logs.context import request_in_hand

log = logging.getLogger("pmcareer.access")

Respond = Callable[[HttpRequest], HttpResponseBase]


def watch_requests(get_response: Respond) -> Respond:
    """Middleware around all others but the one that names the request."""
    count: Callable[[str, int, float], None] | None = None
    if settings.METRICS_TOKEN:
        from pmcareer.logs import metrics  # noqa: PLC0415 - else not loaded

        count = metrics.count_request

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request_in_hand.set(request)
        begun = time.perf_counter()
        response = get_response(request)
        seconds = time.perf_counter() - begun
        if log.isEnabledFor(logging.INFO):
            note(request, response, seconds)
        if count:
            count(view_of(request), response.status_code, seconds)
        return response

    return middleware


def note(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    """Write a line of the access log: no query, because people search for their own words."""
    fields = {"status": response.status_code, "ms": round(seconds * 1000, 1)}
    view = {"view": view_of(request)}
    log.info("%s %s", request.method, request.path, extra={"fields": view | fields})


def view_of(request: HttpRequest) -> str:
    """Return the name of the view that answered, "none" where none was reached."""
    match = request.resolver_match
    return (match.view_name or "unnamed") if match else "none"
