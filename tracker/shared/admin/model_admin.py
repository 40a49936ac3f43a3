"""What every ModelAdmin here keeps to."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import (
    AutocompleteMixin,
    AutocompleteSelect,
    AutocompleteSelectMultiple,
)
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from tracker.shared.http import pk_from


class KeysAlone(AutocompleteMixin):
    """Django's own widgets look up whatever was sent to show it again, and stumble over no key."""

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        keys = [key for key in value if key == "" or pk_from(str(key)) is not None]
        return super().optgroups(name, keys, attr)


class ChosenRow(KeysAlone, AutocompleteSelect):
    pass


class ChosenRows(KeysAlone, AutocompleteSelectMultiple):
    pass


class KeysField(forms.ModelMultipleChoiceField[Any]):
    """Refuses what is no key before the database is asked, which takes no number beyond its own."""

    def clean(self, value: Any) -> Any:
        for key in value or ():
            if pk_from(str(key)) is None:
                text = self.error_messages["invalid_pk_value"]
                raise ValidationError(text, code="invalid_pk_value", params={"pk": str(key)[:20]})
        return super().clean(value)


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

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChosenRow(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", ChosenRows(db_field, self.admin_site))
        kwargs.setdefault("form_class", KeysField)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def response_action(self, request: HttpRequest, queryset: Any, *args: Any, **kw: Any) -> Any:
        """Leave out ticks that are no keys; with none left Django asks for one."""
        ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        posted: Any = request.POST.copy()
        posted.setlist(ACTION_CHECKBOX_NAME, [key for key in ticked if pk_from(key)])
        request.POST = posted
        return super().response_action(request, queryset, *args, **kw)
