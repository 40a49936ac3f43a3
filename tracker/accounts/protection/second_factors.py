"""Second factors beyond what django-allauth does: encrypted, each code once, staff without one."""

import logging
from collections.abc import Callable

from allauth.account.adapter import get_adapter as account_adapter
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.forms import AuthenticateForm as BaseAuthenticateForm
from allauth.mfa.base.forms import BaseAuthenticateForm as AnyCodeForm
from allauth.mfa.base.forms import ReauthenticateForm as BaseReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as BaseActivateTOTPForm
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.accounts.protection import encryption
from tracker.accounts.protection.lock_outs import lock_out

logger = logging.getLogger(__name__)
APPS_AND_PASSKEYS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class MFAAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return encryption.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return encryption.decrypt(encrypted_text)


class SayLostKey:
    """Middleware: pages that would show or change what no key opens lead back with a sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, encryption.UnreadableSecretError):
            return None
        logger.error("Recovery codes of user %s cannot be read. %s", request.user.pk, error)
        messages.error(
            request,
            _("Recovery codes cannot be read at the moment. Ask whoever runs this server."),
        )
        return redirect("mfa_index")


def has_second_factor(user: User) -> bool:
    return bool(is_mfa_enabled(user, APPS_AND_PASSKEYS))


def lacks_second_factor(user: User) -> bool:
    """Whether this member of staff has to set up a second factor before the admin opens."""
    return settings.REQUIRE_STAFF_MFA and user.is_staff and not has_second_factor(user)


def encrypt_again(authenticator: Authenticator) -> bool:
    """Put the secrets of a factor under the first key; return whether they were under another.

    Raises:
        UnreadableSecretError: none of the keys fits.
    """
    with transaction.atomic():
        # A recovery code that is used at this moment writes the same column.
        row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        data = encryption.encrypted_anew(row.data)
        if data == row.data:
            return False
        row.data = data
        row.save(update_fields=["data"])
    return True


def use_code(user: User, code: str) -> bool:
    """Note that a code of an app was used; False where it was used before.

    allauth notes it for half a minute, but takes codes that are up to two steps older or newer.
    """
    steps = 2 * app_settings.TOTP_TOLERANCE + 1
    key = f"totp-used:{user.pk}:{normalize_user_code(code)}"
    return cache.add(key, True, steps * app_settings.TOTP_PERIOD)


def _with_how_long(error: ValidationError, user: User) -> ValidationError:
    """Return the error of a form for codes, saying how long it lasts where too many were wrong."""
    if error.code in {"rate_limited", "too_many_login_attempts"}:
        return lock_out("login_failed", f"mfa-auth-user-{user.pk}")
    return error


class ActivateTOTPForm(BaseActivateTOTPForm):
    def clean_code(self) -> str:
        """Take the code, which then signs nobody in."""
        try:
            code: str = super().clean_code()
        except ValidationError as error:
            raise _with_how_long(error, self.user) from error
        use_code(self.user, code)
        return code


class _OnceForm(AnyCodeForm):
    def clean_code(self) -> str:
        """Take a code of an app once."""
        try:
            code: str = super().clean_code()
        except ValidationError as error:
            raise _with_how_long(error, self.user) from error
        except encryption.UnreadableSecretError as error:
            logger.error("A code of user %s cannot be checked. %s", self.user.pk, error)
            raise ValidationError(
                _("Codes cannot be checked at the moment. Ask whoever runs this server.")
            ) from error
        is_of_app = self.authenticator.type == Authenticator.Type.TOTP
        if is_of_app and not use_code(self.user, code):
            raise account_adapter().validation_error("incorrect_code")
        return code


class AuthenticateForm(_OnceForm, BaseAuthenticateForm):
    pass


class ReauthenticateForm(_OnceForm, BaseReauthenticateForm):
    pass
