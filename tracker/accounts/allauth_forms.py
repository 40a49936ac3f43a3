"""allauth's forms with our field for addresses, and a sign-up that tells strangers nothing."""

from typing import Any
from uuid import uuid4

from allauth.account import forms
from django.conf import settings
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from tracker.shared.mail.address_field import AddressField


class SignUpForm(forms.SignupForm):
    """allauth's form, with the rules of a password in one line."""

    email = AddressField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _("At least 8 characters, and not a common password.")
        if not self.is_bound:  # a refused form shows its errors first
            self.fields["email"].widget.attrs["autofocus"] = True

    def try_save(self, request: HttpRequest) -> Any:
        """Save, or lead to the account that is there, without a stranger seeing which.

        Where mail works both answers are the same, and as slow.
        """
        if self.account_already_exists:
            self._rehearse(request)
            return super().try_save(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:  # another click at the same moment has made it
            if settings.MAIL_WORKS:
                self.account_already_exists = True
                return super().try_save(request)
            messages.error(request, _("There is an account for this email. Sign in."))
            return None, redirect("account_login")

    def _rehearse(self, request: HttpRequest) -> None:
        """Do the work of saving, the password's hash above all, and keep nothing of it."""
        address = self.cleaned_data["email"]
        self.cleaned_data["email"] = f"{uuid4().hex}@nobody.invalid"
        self.account_already_exists = False
        try:
            with transaction.atomic():
                self.save(request)
                transaction.set_rollback(True)
        finally:
            self.cleaned_data["email"] = address
            self.account_already_exists = True


class SignInForm(forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = AddressField()


class AddEmailForm(forms.AddEmailForm):
    email = AddressField()


class ChangeEmailForm(forms.ChangeEmailForm):
    email = AddressField()


class ResetPasswordForm(forms.ResetPasswordForm):
    email = AddressField()


class RequestLoginCodeForm(forms.RequestLoginCodeForm):
    email = AddressField()
