"""allauth's forms for passkeys, behind a field that lets nothing but a passkey's JSON through.

The library that reads it makes bytes of whatever stands in a place: of a number as many as it
says, and of nested CBOR a copy for each level. What is no credential gets the form's own sentence.
"""

import struct
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as allauth_forms
from django import forms
from django.forms.fields import InvalidJSONInput

# A credential takes two kilobytes; with a chain of certificates ten.
MOST_CHARACTERS = 40_000
TEXTS = ("id", "rawId", "type")
TEXTS_OF_RESPONSE = (
    *("clientDataJSON", "authenticatorData", "attestationObject", "signature", "userHandle"),
)
# What reading a credential raises whose parts are texts and still not what they should be.
UNREADABLE = (
    *(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
    struct.error,
)


class CredentialField(forms.JSONField):
    """Cleans to a credential as a browser sends it: an object, texts where bytes are meant."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and len(value) > MOST_CHARACTERS:
            raise get_adapter().validation_error("incorrect_code")
        try:
            credential = super().to_python(value)
        except (RecursionError, ValueError) as error:
            raise get_adapter().validation_error("incorrect_code") from error
        if value in self.empty_values or _is_credential(credential):
            return credential
        raise get_adapter().validation_error("incorrect_code")

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what was sent, as it was where it is no JSON."""
        try:
            return super().bound_data(data, initial)
        except (RecursionError, ValueError):
            return InvalidJSONInput(data)


def _is_credential(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("response"), dict):
        return False
    own = [value.get(name) for name in TEXTS]
    optional = [value["response"].get(name) or "" for name in TEXTS_OF_RESPONSE]
    return all(isinstance(text, str) for text in own + optional)


class AuthenticateForm(allauth_forms.AuthenticateWebAuthnForm):
    credential = CredentialField()

    def clean_credential(self) -> Authenticator:
        try:
            authenticator: Authenticator = super().clean_credential()
        except UNREADABLE as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return authenticator


class LoginForm(AuthenticateForm, allauth_forms.LoginWebAuthnForm):
    """The same for somebody of whom nothing is known yet."""


class ReauthenticateForm(AuthenticateForm, allauth_forms.ReauthenticateWebAuthnForm):
    """The same for somebody who is signed in."""


class AddForm(allauth_forms.AddWebAuthnForm):
    credential = CredentialField()

    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except UNREADABLE as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return cleaned
