"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tracker.home.navigation import NAVIGATION
from tracker.journal.points import FREE_POINTS, QUOTE_POINTS
from tracker.recommendations.models import ADOPTED_POINTS


def site(request: HttpRequest) -> dict[str, Any]:
    part = request.path.split("/")[1]
    section = {"": "home", "week": "home"}.get(part, part)
    page = request.resolver_match and request.resolver_match.url_name
    return {
        "mail_works": settings.MAIL_WORKS,
        "signup_open": settings.SIGNUP_OPEN,
        "navigation": NAVIGATION,
        # The part of the site in which a page lies, for the navigation.
        "section": section,
        # What earns what, for the sentences that say so (docs/points.md).
        "quote_points": QUOTE_POINTS,
        "adopted_points": ADOPTED_POINTS,
        "free_points": FREE_POINTS,
        # What its link there says to a screen reader: this very page, or one below it.
        "current": "page" if page == section else "true",
    }
