"""A page that is made while something is broken: it asks no database and never fails itself."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from tracker.home.context import site
from tracker.home.typed import typed_in
from tracker.shared.database.writes import SAFE

log = logging.getLogger(__name__)

# Where not even the template can be made.
BARE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · pmcareer</title>
</head>
<body>
<h1>{title}</h1>
<p>{text}</p>
<p>{reference}</p>
</body>
</html>
"""


class NoDatabaseHereError(Exception):
    """A template of an error page asked the database, which may be what is broken."""


def error_page(
    request: HttpRequest, template: str, status: int, *, may_stand: bool
) -> HttpResponse:
    """Render `template`; `may_stand` says that what was sent may have been saved."""
    try:
        with without_database():
            context = frame(request) | {"may_stand": may_stand, "typed": typed_in(request)}
            response = HttpResponse(render_to_string(template, context), status=status)
            response["Cache-Control"] = "no-store"
            return response
    except Exception:
        log.exception("The page for an error could not be made")
        return bare_page(request, status, may_stand=may_stand)


def without_database() -> ExitStack:
    """Return a context in which every query raises NoDatabaseHereError at once."""
    stack = ExitStack()
    for connection in connections.all():
        stack.enter_context(connection.execute_wrapper(refuse))
    return stack


def refuse(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
    raise NoDatabaseHereError(sql)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return what templates know of a request, with the person only where they are known already.

    Somebody with a session who could not be looked up is neither shown as signed in nor asked to
    sign in.
    """
    user = getattr(request, "_cached_user", None)
    is_somebody = user is None and settings.SESSION_COOKIE_NAME in request.COOKIES
    return site(request) | {
        "user": user or AnonymousUser(),
        "is_somebody": is_somebody,
        "csrf_token": get_token(request),
        "address": request.get_full_path(),
        "is_sent": request.method not in SAFE,
        "reference": getattr(request, "id", ""),
    }


def bare_page(request: HttpRequest, status: int, *, may_stand: bool) -> HttpResponse:
    if request.method in SAFE:
        text = _("The page could not be shown. Try again in a minute.")
    elif may_stand:
        text = _("Perhaps what you sent was saved. Look before you send it again.")
    else:
        text = _("What you sent was not saved. Go back and try again in a minute.")
    reference = getattr(request, "id", "")
    page = BARE.format(
        title=_("Something broke on our side"),
        text=text,
        reference=_("Reference: %s") % reference if reference else "",
    )
    return HttpResponse(page, status=status)
