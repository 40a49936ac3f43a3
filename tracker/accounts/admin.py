"""Accounts for staff: who may sign in and who curates. Nothing that a person wrote."""

from typing import Any

import allauth.mfa.admin
import allauth.usersessions.admin  # noqa: F401
from allauth.account.admin import EmailAddressAdmin
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.shared.admin.model_admin import OwnFieldsAdmin
from tracker.shared.mail.address_field import AddressField

admin.site.unregister(EmailAddress)


@admin.register(EmailAddress)
class AddressAdmin(EmailAddressAdmin):
    """allauth's, with the field for addresses that every form has."""

    formfield_overrides = {models.EmailField: {"form_class": AddressField}}


# Imported above, so that they are registered and can be taken back. Where somebody is signed in,
# and with what, is nobody else's business; allauth's page of factors shows their secrets.
admin.site.unregister([Authenticator, UserSession])


@admin.register(User)
class UserAdmin(OwnFieldsAdmin):
    list_display = ["email", "display_name", "is_active", "is_staff", "date_joined"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email", "display_name"]
    ordering = ["email"]
    readonly_fields = ["email", "date_joined", "last_login"]
    fieldsets = [
        (None, {"fields": ["email", "display_name", "is_active"]}),
        (_("Curation"), {"fields": ["is_staff", "is_superuser", "groups"]}),
        (_("Dates"), {"fields": ["date_joined", "last_login"]}),
    ]
    filter_horizontal = ["groups"]

    def has_add_permission(self, request: object) -> bool:
        """People sign up themselves; `manage.py createsuperuser` makes an administrator."""
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        return False


@admin.register(Authenticator)
class AuthenticatorAdmin(OwnFieldsAdmin):
    """That somebody has a second factor, never its data: a lost one can be removed for them."""

    fields = ["user", "type", "created_at", "last_used_at"]
    readonly_fields = ["user", "type", "created_at", "last_used_at"]
    list_display = ["user", "type", "created_at", "last_used_at"]
    list_select_related = ["user"]
    list_filter = ["type"]
    search_fields = ["user__email"]

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_change_permission(self, request: object, obj: Any = None) -> bool:
        return False
