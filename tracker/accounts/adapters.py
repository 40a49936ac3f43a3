"""What django-allauth asks the project."""

import logging
from smtplib import SMTPException, SMTPServerDisconnected
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from allauth.core.internal import ratelimit
from allauth.core.internal.httpkit import clean_client_ip
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from tracker.accounts.models import EMAIL_LIMIT, User
from tracker.accounts.protection.address_changes import note_change
from tracker.accounts.protection.known_devices import remember_device, tries_for
from tracker.accounts.protection.lock_outs import APP, lock_out
from tracker.accounts.security_log import NotingAdapter
from tracker.shared.site import site_address

logger = logging.getLogger(__name__)
ADDRESS_CHANGED = "account/email/email_changed"


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

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Give the mail to a former address the link that takes the change back."""
        if template_prefix == ADDRESS_CHANGED and context and isinstance(user, User):
            link = note_change(user, context["from_email"], context["to_email"])
            context = {**context, "undo_url": link}
        super().send_notification_mail(template_prefix, user, context, email)

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, Any]]:
        """Ask for a second factor where there is one: a stolen password must not remove it.

        Without an app the passkey comes first, and recovery codes after it.
        """
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        factors = [method for method in methods if method["id"] != "reauthenticate"]
        if user.is_authenticated and not is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            factors.reverse()
        return factors or methods

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try with a password, and say how long it lasts where there were too many."""
        account = self._get_login_attempts_cache_key(request, **credentials)
        tries = tries_for(request, credentials.get("email", ""), account)
        usage = ratelimit.consume(request, app=APP, action=tries.action, key=tries.key)
        # allauth takes the try back by this name where the password was right.
        self._login_failed_rl_usage = usage
        if not usage:
            raise lock_out(tries.action, tries.key)

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """After a reset by mail, start the count of this device afresh as well."""
        super()._delete_login_attempts_cached_email(request, **credentials)
        account = self._get_login_attempts_cache_key(request, **credentials)
        tries = tries_for(request, credentials.get("email", ""), account)
        ratelimit.clear(request, app=APP, action=tries.action, key=tries.key)

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        remember_device(request, answer, user)
        return answer


def at_site(address: str) -> str:
    """Return the same page at the site's own address, whatever host it was asked for at."""
    parts = urlsplit(address)
    return site_address() + urlunsplit(("", "", parts.path, parts.query, parts.fragment))
