"""What django-allauth asks the project."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.SIGNUP_OPEN

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send only where mail works: without EMAIL_URL there is no server to wait for."""
        if settings.MAIL_WORKS:
            super().send_mail(template_prefix, email, context)
