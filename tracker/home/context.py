"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    section = request.path.split("/")[1]
    return {
        "mail_works": settings.MAIL_WORKS,
        "signup_open": settings.SIGNUP_OPEN,
        # The part of the site in which a page lies, for the navigation.
        "section": {"": "home", "week": "home"}.get(section, section),
    }
