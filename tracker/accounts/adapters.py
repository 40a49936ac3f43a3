"""What django-allauth asks the project."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from tracker.accounts.models import EMAIL_LIMIT
from tracker.accounts.security_log import note_lock_out

logger = logging.getLogger(__name__)
LOCKED_OUT = "too_many_login_attempts"


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.SIGNUP_OPEN

    def clean_email(self, email: str) -> str:
        """Refuse what the database could not hold: the form itself allows longer addresses."""
        if len(email) > EMAIL_LIMIT:
            raise ValidationError(
                _("An address has at most %(limit)d characters."), params={"limit": EMAIL_LIMIT}
            )
        try:
            punycode(email.rpartition("@")[2])
        except UnicodeError as error:
            raise ValidationError(_("No mail can be sent to this address.")) from error
        cleaned: str = super().clean_email(email)
        return cleaned

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send only where mail works; a mail server that does not answer gets a sentence."""
        if not settings.MAIL_WORKS:
            return
        try:
            super().send_mail(template_prefix, email, context)
        except (OSError, SMTPException, UnicodeError):
            logger.exception("A mail (%s) could not be sent", template_prefix)
            messages.error(
                self.request, _("The mail could not be sent. Try again in a few minutes.")
            )

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Note who is locked out; wrong passwords are noted by Django's own signal."""
        try:
            user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        except ValidationError as error:
            if error.code == LOCKED_OUT:
                note_lock_out(request)
            raise
        return user

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Note who is locked out after too many codes, for which there is nothing else to hear."""
        if code == LOCKED_OUT:
            note_lock_out(context.request)
        error: ValidationError = super().validation_error(code, *args)
        return error
