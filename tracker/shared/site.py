"""The site's own address, for links that no request is there to tell: those in mail."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse


def site_address() -> str:
    """Return the first origin of CSRF_TRUSTED_ORIGINS that is no pattern, else http://HOST:PORT."""
    for origin in settings.CSRF_TRUSTED_ORIGINS:
        if "*" not in origin:
            return str(origin)
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.HOST, settings.HOST)  # noqa: S104
    return f"http://[{host}]:{settings.PORT}" if ":" in host else f"http://{host}:{settings.PORT}"


def absolute(route: str, *args: Any) -> str:
    """Return the whole address of a route."""
    return f"{site_address()}{reverse(route, args=args)}"


def site_host() -> str:
    """Return the name in that address."""
    return urlsplit(site_address()).hostname or "localhost"
