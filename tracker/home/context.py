"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from tracker.home.navigation import SECTIONS, place_of
from tracker.journal.points import FREE_POINTS, QUOTE_POINTS
from tracker.recommendations.models import ADOPTED_POINTS


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "mail_works": settings.MAIL_WORKS,
        "signup_open": settings.SIGNUP_OPEN,
        "navigation": SECTIONS,
        # Where the page lies, for the navigation.
        "nav_place": place_of(request.path),
        # What earns what, for the sentences that say so (docs/points.md).
        "quote_points": QUOTE_POINTS,
        "adopted_points": ADOPTED_POINTS,
        "free_points": FREE_POINTS,
    }
