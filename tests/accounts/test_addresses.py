"""Addresses as they are pasted: what cannot be seen is no part of them, in any form."""

import pytest
from allauth.account import forms as allauth_forms
from allauth.utils import get_form_class
from django import forms
from django.conf import settings as project_settings
from django.contrib import admin

from tests.conftest import prove, sign_in
from tests.factories import PASSWORD, make_user
from tracker.accounts.models import User
from tracker.shared.mail.address_field import AddressField
from tracker.shared.text.invisible import without_invisible

INVISIBLE = (
    "\u00a0\u00ad\u034f\u061c\u115f\u17b4\u180e\u2003\u200b\u200c\u200d\u200e\u200f\u2028\u202a\u202e"
    "\u2060\u2066\u2069\u2800\u3000\u3164\ufe0f\ufeff\uffa0\U000e0041"
)


@pytest.mark.parametrize("character", INVISIBLE, ids=[f"U+{ord(c):04X}" for c in INVISIBLE])
def test_what_cannot_be_seen_is_no_part_of_an_address(character):
    pasted = f"{character}da{character}na@exam{character}ple.org{character}"
    assert without_invisible(pasted) == "dana@example.org"


@pytest.mark.parametrize(
    "address", ["a b@example.org", "jörg@müller.example", "a\x00b@example.org"]
)
def test_what_can_be_seen_or_must_be_refused_stays(address):
    assert without_invisible(f" {address}\t") == address


def test_signing_up_and_in_with_a_pasted_address(client, db):
    pasted = "\u202adana@exam\u200bple.org\u202c\ufeff"
    client.post("/accounts/signup/", {"email": pasted, "password1": "a long walk home"})
    assert User.objects.get().email == "dana@example.org"
    client.post("/accounts/logout/")
    client.post("/accounts/login/", {"login": pasted, "password": "a long walk home"})
    assert client.get("/journal/").status_code == 200


def test_nobody_signs_up_twice_with_one_address_that_looks_the_same(client, db):
    make_user("dana")
    client.post(
        "/accounts/signup/", {"email": "dana@example\u00ad.org", "password1": "a long walk home"}
    )
    assert User.objects.count() == 1


def test_a_reset_for_a_pasted_address_reaches_its_owner(client, alice, mail_works, mailoutbox):
    client.post("/accounts/password/reset/", {"email": "alice@example\u2060.org"})
    assert mailoutbox[0].to == ["alice@example.org"]
    assert "/accounts/password/reset/key/" in mailoutbox[0].body


def test_an_address_is_changed_to_what_was_seen(alice, mail_works, mailoutbox):
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    client = prove(sign_in(alice))
    client.post("/accounts/email/", {"email": "new\u00a0@example.org", "action_add": ""})
    assert [message.to for message in mailoutbox] == [["new@example.org"]]


def test_a_curator_is_found_by_a_pasted_address(db):
    user = make_user("dana")
    assert User.objects.get_by_natural_key("dana@\ufeffexample.org") == user
    assert make_user("erin\u200b").email == "erin@example.org"


def every_form_class():
    """All of the project's, all that allauth shows instead of its own, and the admin's."""
    waiting, classes = [forms.BaseForm], set()
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith("tracker."):
                classes.add(kind)
    return classes


def is_unsafe(field: forms.Field) -> bool:
    return isinstance(field, forms.EmailField) and not isinstance(field, AddressField)


def test_every_form_that_takes_an_address_uses_the_one_field(carol, rf):
    import tracker.urls  # noqa: F401 - so that every form is known

    for kind in every_form_class():
        assert not list(filter(is_unsafe, kind.base_fields.values())), kind
    request = rf.get("/admin/")
    request.user = carol
    for model_admin in admin.site._registry.values():
        form = model_admin.get_form(request)
        assert not list(filter(is_unsafe, form.base_fields.values())), model_admin


def test_every_form_of_allauths_that_takes_an_address_is_replaced():
    names = {
        allauth_forms.AddEmailForm: "add_email",
        allauth_forms.ChangeEmailForm: "change_email",
        allauth_forms.LoginForm: "login",
        allauth_forms.RequestLoginCodeForm: "request_login_code",
        allauth_forms.ResetPasswordForm: "reset_password",
        allauth_forms.BaseSignupForm: "signup",
        allauth_forms.SignupForm: "signup",
    }
    for kind in vars(allauth_forms).values():
        is_form = isinstance(kind, type) and issubclass(kind, forms.BaseForm)
        if not is_form or not kind.__module__.startswith("allauth.account"):
            continue
        if list(filter(is_unsafe, kind.base_fields.values())) or kind is allauth_forms.LoginForm:
            ours = get_form_class(project_settings.ACCOUNT_FORMS, names[kind], None)
            assert ours is not None, kind
            takes = "login" if names[kind] == "login" else "email"
            fields = (ours() if takes == "login" else ours).__dict__
            kept = fields.get("fields") or ours.base_fields
            assert isinstance(kept[takes], AddressField), kind


def test_the_password_is_taken_as_it_is(client, db):
    """A joiner may well be part of a password; only addresses are cleaned."""
    secret = "a long\u200bwalk home"
    client.post("/accounts/signup/", {"email": "dana@example.org", "password1": secret})
    assert User.objects.get().check_password(secret)
    assert secret != PASSWORD
