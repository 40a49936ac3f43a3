"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    return {"mail_works": settings.MAIL_WORKS, "signup_open": settings.SIGNUP_OPEN}
