"""An import is shown first and carried out afterwards; in between the browser holds it, signed.

Nothing waits on the server: what was read from a file travels in the page's form, sealed for one
user and one purpose, and is compared again with what is there when it comes back.
"""

import hashlib
import json
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from tracker.shared.sheets.limits import SheetError

MAX_AGE = 3600  # seconds between the look and the import
MOST_CHARACTERS = 8 * 1024 * 1024  # a form may send 10 MB


def seal(value: Any, *, purpose: str, user_id: int) -> str:
    """Return `value` (JSON) as text that only this user can hand back, for this purpose.

    Raises SheetError where that is more than a form may send.
    """
    sealed = signing.dumps(value, salt=_salt(purpose, user_id), compress=True)
    if len(sealed) > MOST_CHARACTERS:
        raise SheetError(_("The texts are too much for one import. Import them in parts."))
    return sealed


def unseal(sealed: str, *, purpose: str, user_id: int) -> Any:
    """Return what was sealed. Raises signing.BadSignature where it is not that, or too old."""
    return signing.loads(sealed, salt=_salt(purpose, user_id), max_age=MAX_AGE)


def digest_of(value: Any) -> str:
    """Return 64 hex digits that differ wherever two plans (JSON) do."""
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()


def _salt(purpose: str, user_id: int) -> str:
    return f"tracker.{purpose}.{user_id}"
