"""What django-allauth asks the project."""

import logging
from smtplib import SMTPException, SMTPServerDisconnected
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from allauth.core.internal.httpkit import clean_client_ip
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from tracker.accounts.models import EMAIL_LIMIT
from tracker.accounts.security_log import NotingAdapter
from tracker.shared.site import site_address

logger = logging.getLogger(__name__)


class Site(NamedTuple):
    """What allauth's mails say of the site."""

    name: str
    domain: str


class AccountAdapter(NotingAdapter):
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

    def is_safe_url(self, url: str) -> bool:
        """Whether `next` may be followed: what is no address at all leads nowhere."""
        try:
            is_safe: bool = super().is_safe_url(url)
        except ValueError:  # "http://["
            return False
        return is_safe

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address of whoever sent this; the one place that reads it.

        A chain of proxies that is shorter than TRUSTED_PROXY_COUNT, or names no address, has not
        passed through all of them: then the address of the connection counts, which nobody can
        make up. Raises PermissionDenied where there is none.
        """
        try:
            address: str = super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied) as error:
            connected = clean_client_ip(request.META.get("REMOTE_ADDR", ""))
            if not connected:
                raise PermissionDenied("Nobody knows where this comes from.") from error
            return str(connected)
        return address

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send only where mail works; a mail server that does not answer gets a sentence.

        A request's Host is what its sender wrote, so no mail repeats it: links lead to the
        configured address.
        """
        if not settings.MAIL_WORKS:
            return
        ours: dict[str, Any] = {"current_site": Site("pmcareer", urlsplit(site_address()).netloc)}
        for name, value in context.items():
            ours[name] = at_site(value) if name.endswith("_url") else value
        try:
            super().send_mail(template_prefix, email, ours)
        except (SMTPServerDisconnected, TimeoutError) as error:
            logger.warning("The mail server gave no answer to %s: %s", template_prefix, error)
            messages.warning(
                self.request,
                _("The mail server is slow. If no mail comes in a few minutes, try again."),
            )
        except (OSError, SMTPException, UnicodeError):
            logger.exception("A mail (%s) could not be sent", template_prefix)
            messages.error(
                self.request, _("The mail could not be sent. Try again in a few minutes.")
            )


def at_site(address: str) -> str:
    """Return the same page at the site's own address, whatever host it was asked for at."""
    parts = urlsplit(address)
    return site_address() + urlunsplit(("", "", parts.path, parts.query, parts.fragment))
