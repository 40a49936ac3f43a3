"""What every answer tells browsers, whoever made it: a page, a refusal before any, a file.

Django's and the libraries' middlewares know their headers; here they all speak last, so that an
answer which never reached them says the same. What goes out without Django (server/adapter.py)
takes `as_list()`.
"""

from collections.abc import Callable
from io import BytesIO

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django_permissions_policy import PermissionsPolicyMiddleware

NEVER_STORED = "private, no-store"

Respond = Callable[[HttpRequest], HttpResponseBase]


def on_every_answer(get_response: Respond) -> Respond:
    """Middleware around all that can answer. What an answer says itself, stands.

    An answer that says nothing about keeping it is never kept. One that ends a session empties
    the browser's cache, where the reader's kept pages are (docs/adr/0019).
    """
    tell = _chain()

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = tell(request, get_response(request))
        response.headers.setdefault("Cache-Control", NEVER_STORED)
        if _ends_a_session(response):
            # Not "storage": briefings that were not sent yet are there, and the service worker.
            response["Clear-Site-Data"] = '"cache"'
        return response

    return middleware


def as_list() -> list[tuple[str, str]]:
    """Return the headers of an answer that no request of Django's stands behind."""
    # Over plain http browsers pay no heed to the one header that depends on it.
    scheme = {"wsgi.url_scheme": "https", "HTTP_X_FORWARDED_PROTO": "https"}
    request = WSGIRequest({"REQUEST_METHOD": "GET", "wsgi.input": BytesIO(), **scheme})
    response = _chain()(request, HttpResponse())
    del response["Content-Type"]
    return [*response.items(), ("Cache-Control", "no-store")]


def _chain() -> Callable[[HttpRequest, HttpResponseBase], HttpResponseBase]:
    def nothing(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    frames = XFrameOptionsMiddleware(nothing)
    security = SecurityMiddleware(nothing)
    policy = CSPMiddleware(nothing)
    permissions = PermissionsPolicyMiddleware(nothing)

    def tell(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        frames.process_response(request, response)  # type: ignore[arg-type]
        security.process_response(request, response)  # type: ignore[arg-type]
        policy.process_response(request, response)
        response.headers.setdefault("Permissions-Policy", permissions.permissions_policy)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return tell


def _ends_a_session(response: HttpResponseBase) -> bool:
    cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie is not None and cookie["max-age"] == 0
