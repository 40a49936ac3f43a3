"""What every ModelAdmin here keeps to."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class OwnFieldsAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Filters by the model's own columns only.

    Django lets an address filter by related rows as well (?activities=5), which would tell staff
    whose entry it is.
    """

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        columns = [field.name for field in self.model._meta.concrete_fields]
        parts = lookup.split("__")
        followed = set(parts[1:]) - {"exact", "id", "isnull", "in", "number", "slug"}
        return parts[0] in columns and not followed
