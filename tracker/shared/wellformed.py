"""Requests that no browser makes, answered before they reach code that would stumble over them."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

UTF8 = {"utf-8", "utf8"}


def wellformed(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware. A request in another charset than UTF-8 is refused with 400, and so is a NUL in
    an address of the admin, which PostgreSQL could not look up. A session key that was never ours
    is left out, for the same reason."""

    def middleware(request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in UTF8:
            # Not by its setter, which reads the address in the old charset first.
            request._encoding = "utf-8"
            raise SuspiciousOperation(f"charset {charset!r}")
        if request.path.startswith("/admin/") and "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("NUL in an address")
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if not (key.isascii() and key.isalnum()):
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return get_response(request)

    return middleware
