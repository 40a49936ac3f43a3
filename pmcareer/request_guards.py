"""What no browser sends, set right before it reaches code that would stumble over it."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

MOST_BYTES = 24 * 1024 * 1024  # an address book with pictures may have 20

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def only_utf8(application: Application) -> Application:
    """WSGI middleware: every request is read as UTF-8, whatever charset it claims.

    Django would decode an address by any codec of Python's, rot13 and utf-7 among them, and it
    does so before its own middleware runs.
    """

    def read_as_utf8(
        environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        kind, *parameters = environ.get("CONTENT_TYPE", "").split(";")
        kept = [part for part in parameters if not part.strip().lower().startswith("charset")]
        environ["CONTENT_TYPE"] = ";".join([kind, *kept])
        return application(environ, start_response)

    return read_as_utf8


def wellformed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware. A body larger than any form of ours takes is refused with 413 before anything
    of it is kept. A NUL in an address of the admin is refused with 400, because PostgreSQL could
    not look it up; a session key that was never ours is left out, for the same reason."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not re.fullmatch(r"[0-9]{1,12}", length) or int(length) > MOST_BYTES:
            return HttpResponse("Too much at once.\n", status=413, content_type="text/plain")
        if request.path.startswith("/admin/") and "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("NUL in an address")
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if not (key.isascii() and key.isalnum()):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return get_response(request)

    return middleware
