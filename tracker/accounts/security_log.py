"""Who came in, who tried to, and what changed about who may: one JSON line for each.

`record` is for every feature that hands something out or takes something back: a secret address,
an export, a share. What accounts do by themselves is heard by signals, connected in tracker.apps.
No line holds a secret, an address of e-mail or anything that somebody wrote.
"""

import logging
from typing import Any

from allauth.account import signals as account
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.core import context
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, Group
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from tracker.accounts.models import User
from tracker.accounts.signals import address_restored

log = logging.getLogger("pmcareer.security")

RIGHTS = ("is_active", "is_staff", "is_superuser")
BEFORE = "_rights_before"
LOCKED_OUT = "too_many_login_attempts"  # as allauth calls it


def record(
    event: str, user: User | None = None, request: HttpRequest | None = None, **details: Any
) -> None:
    """Write that `event` (a name such as “calendar_address_made”) happened to `user`'s account.

    `details` are names, counts and keys of rows, never what a person wrote. Without `request` it
    is the one in hand, if there is one.
    """
    request = request or context.request
    fields: dict[str, Any] = {"event": event, "user_id": user.pk if user else None, **details}
    if request is not None:
        fields["address"] = client_address(request)
    log.info(event, extra={"fields": fields})


def client_address(request: HttpRequest) -> str:
    """Return where a request comes from, as the trusted proxies say; else who is connected."""
    try:
        return str(get_adapter().get_client_ip(request))
    except (ImproperlyConfigured, PermissionDenied):
        return str(request.META.get("REMOTE_ADDR", ""))


def disguised(login: str) -> str:
    """Return what shows that two failed attempts tried the same address, and not which."""
    return salted_hmac("tracker.accounts.security_log", login.strip().lower()).hexdigest()[:16]


class NotingAdapter(DefaultAccountAdapter):
    """Notes who is locked out: allauth sends no signal of it. Wrong passwords have Django's."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        try:
            user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        except ValidationError as error:
            if error.code == LOCKED_OUT:
                _note_lock_out(request)
            raise
        return user

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Return what a form says; codes of a second factor are refused by no other way."""
        if code == LOCKED_OUT:
            _note_lock_out(context.request)
        error: ValidationError = super().validation_error(code, *args)
        return error


def _note_lock_out(request: HttpRequest | None) -> None:
    """Write, once for a request, that somebody has to wait after too many tries."""
    if request is not None and not hasattr(request, "lock_out_noted"):
        request.lock_out_noted = True  # type: ignore[attr-defined]
        record("locked_out", None, request)


# What happens to accounts

PLAIN_EVENTS: list[tuple[Signal, str]] = [
    (user_logged_in, "signed_in"),
    (user_logged_out, "signed_out"),
    (account.user_signed_up, "signed_up"),
    (account.password_reset, "password_reset"),
    (account.email_added, "address_added"),
    (account.email_changed, "address_changed"),
    (account.email_removed, "address_removed"),
    (address_restored, "address_restored"),
    (account.login_code_rejected, "sign_in_code_refused"),
    (account.password_reset_code_rejected, "password_reset_code_refused"),
    (account.email_verification_code_rejected, "address_code_refused"),
]
FACTOR_EVENTS: list[tuple[Signal, str]] = [
    (mfa.authenticator_added, "factor_added"),
    (mfa.authenticator_removed, "factor_removed"),
    (mfa.authenticator_reset, "factor_renewed"),
    (mfa.authenticator_used, "factor_used"),
    (mfa.authentication_failed, "factor_refused"),
]


def connect() -> None:
    """Listen to whatever says that an account changed; once, when the models are there."""
    for signal, event in PLAIN_EVENTS:
        signal.connect(_plain(event), weak=False, dispatch_uid=f"security_log {event}")
    for signal, event in FACTOR_EVENTS:
        signal.connect(_factor(event), weak=False, dispatch_uid=f"security_log {event}")
    user_login_failed.connect(sign_in_failed, dispatch_uid="security_log failed")
    pre_save.connect(before_saving, sender=User, dispatch_uid="security_log before")
    post_save.connect(after_saving, sender=User, dispatch_uid="security_log after")
    for through in (User.groups.through, User.user_permissions.through):
        m2m_changed.connect(rights_given, sender=through, dispatch_uid=f"security_log {through}")
    m2m_changed.connect(
        group_changed, sender=Group.permissions.through, dispatch_uid="security_log group"
    )


def _plain(event: str) -> Any:
    def write(user: User | AnonymousUser | None, **arguments: Any) -> None:
        if isinstance(user, User):
            record(event, user, arguments.get("request"))

    return write


def _factor(event: str) -> Any:
    def write(user: User, authenticator: Authenticator, **arguments: Any) -> None:
        record(event, user, arguments.get("request"), factor=authenticator.type)

    return write


def sign_in_failed(
    credentials: dict[str, Any], request: HttpRequest | None = None, **arguments: Any
) -> None:
    login = str(credentials.get("email") or credentials.get("username") or "")
    record("sign_in_failed", None, request, tried=disguised(login))


def before_saving(instance: User, raw: bool, update_fields: Any, **arguments: Any) -> None:
    """Look at the rights that an account has, where saving it may change them."""
    if raw or instance._state.adding or (update_fields and not set(update_fields) & set(RIGHTS)):
        return
    setattr(instance, BEFORE, User.objects.filter(pk=instance.pk).values(*RIGHTS).first())


def after_saving(instance: User, raw: bool, created: bool, **arguments: Any) -> None:
    before = vars(instance).pop(BEFORE, None)
    if created and not raw:
        before = {"is_active": True, "is_staff": False, "is_superuser": False}
    for name, value in (before or {}).items():
        if getattr(instance, name) != value:
            record("role_changed", instance, role=name, to=getattr(instance, name))
    # Set by set_password until it is saved, and not where a hash is only made stronger.
    if instance._password is not None and not created:  # type: ignore[attr-defined]
        record("password_changed", instance)


def rights_given(
    instance: User | Group, action: str, model: Any, pk_set: set[int] | None, **arguments: Any
) -> None:
    """Note groups and permissions of a person, changed from either side."""
    if action not in {"post_add", "post_remove", "post_clear"}:
        return
    what = {"change": action.removeprefix("post_"), "kind": model._meta.model_name}
    if isinstance(instance, User):
        record("role_changed", instance, rows=sorted(pk_set or ()), **what)
    else:
        record("role_changed", None, row=instance.pk, rows=sorted(pk_set or ()), **what)


def group_changed(instance: Any, action: str, pk_set: set[int] | None, **arguments: Any) -> None:
    if action in {"post_add", "post_remove", "post_clear"}:
        change = action.removeprefix("post_")
        record("group_changed", None, row=instance.pk, rows=sorted(pk_set or ()), change=change)
