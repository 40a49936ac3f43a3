"""Secrets of second factors as the database holds them: encrypted under a key that it has not.

Imports no model, so that a migration may use it.
"""

import base64
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

# Neither a secret of an app (base32) nor a seed of recovery codes (hexadecimal) begins like this.
PREFIX = "fernet:"
PURPOSE = b"pmcareer second factors"
# Where allauth keeps a secret in the data of a factor. Passkeys are public keys: they need none.
SECRETS = ("secret", "seed")
LISTS_OF_SECRETS = ("migrated_codes",)


class UnreadableSecretError(Exception):
    """A secret was encrypted under a key that is not given any more."""

    # A page that only counts recovery codes is shown without the count.
    silent_variable_failure = True


def encrypt(text: str) -> str:
    return PREFIX + _fernet().encrypt(text.encode()).decode()


def decrypt(stored: str) -> str:
    """Return the secret; one that was stored before secrets were encrypted, as it is.

    Raises:
        UnreadableSecretError: none of the keys fits.
    """
    if not stored.startswith(PREFIX):
        return stored
    try:
        return _fernet().decrypt(stored.removeprefix(PREFIX)).decode()
    except InvalidToken as error:
        raise UnreadableSecretError(
            "A second factor is encrypted under a key that is not given: put the former one behind "
            "the new one in ENCRYPTION_KEY, or the former secret key in SECRET_KEY_FALLBACKS."
        ) from error


def encrypted_anew(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a factor with its secrets under the first key; the same where they are.

    Raises:
        UnreadableSecretError: none of the keys fits.
    """
    return _each_secret(data, lambda stored: stored if _is_current(stored) else _anew(stored))


def in_clear(data: dict[str, Any]) -> dict[str, Any]:
    """Return the data of a factor as a release without encryption reads it."""
    return _each_secret(data, decrypt)


def _each_secret(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    changed = dict(data)
    for name in SECRETS:
        if name in data:
            changed[name] = change(data[name])
    for name in LISTS_OF_SECRETS:
        if name in data:
            changed[name] = [change(stored) for stored in data[name]]
    return changed


def _anew(stored: str) -> str:
    return encrypt(decrypt(stored))


def _is_current(stored: str) -> bool:
    if not stored.startswith(PREFIX):
        return False
    try:
        _one(_keys()[0]).decrypt(stored.removeprefix(PREFIX))
    except InvalidToken:
        return False
    return True


def _keys() -> tuple[str, ...]:
    """Return all that may have encrypted what is stored; the first one encrypts.

    The secret key stays among them, so ENCRYPTION_KEY can be given to a site that has factors.
    """
    return (*settings.ENCRYPTION_KEYS, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


def _fernet() -> MultiFernet:
    return MultiFernet([_one(key) for key in _keys()])


@lru_cache(maxsize=16)
def _one(key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
