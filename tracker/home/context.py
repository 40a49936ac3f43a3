"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    part = request.path.split("/")[1]
    section = {"": "home", "week": "home"}.get(part, part)
    page = request.resolver_match and request.resolver_match.url_name
    return {
        "mail_works": settings.MAIL_WORKS,
        "signup_open": settings.SIGNUP_OPEN,
        # The part of the site in which a page lies, for the navigation.
        "section": section,
        # What its link there says to a screen reader: this very page, or one below it.
        "current": "page" if page == section else "true",
    }
