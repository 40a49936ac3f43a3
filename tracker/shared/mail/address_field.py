"""The field for a mail address in every form."""

from typing import Any

from allauth.account import fields

from tracker.shared.text.invisible import without_invisible


class AddressField(fields.EmailField):
    """Takes an address as it is pasted: what cannot be seen is no part of it."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(without_invisible(value) if isinstance(value, str) else value)
