"""What gives an account away is asked for a proof of the last ten minutes, and then goes on."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from tests.accounts.factors import code_of, set_up_app
from tests.conftest import prove, sign_in
from tests.factories import PASSWORD
from tracker.reminders.models import CalendarFeed

# What is asked for: an address, and what is posted to it (None: it is only opened).
ASKED = {
    "another address": ("/accounts/email/", {"email": "new@example.org", "action_add": ""}),
    "removing an address": ("/accounts/email/", {"email": "a@example.org", "action_remove": ""}),
    "the main address": ("/accounts/email/", {"email": "a@example.org", "action_primary": ""}),
    "ending sessions": ("/accounts/sessions/", {}),
    "an app": ("/accounts/2fa/totp/activate/", None),
    "an app off": ("/accounts/2fa/totp/deactivate/", {}),
    "a passkey": ("/accounts/2fa/webauthn/add/", None),
    "seeing recovery codes": ("/accounts/2fa/recovery-codes/", None),
    "a file of recovery codes": ("/accounts/2fa/recovery-codes/download/", None),
    "new recovery codes": ("/accounts/2fa/recovery-codes/generate/", {}),
    "an export": ("/settings/data/export/", {}),
    "leaving": ("/settings/delete/", {"when": "now"}),
    "a calendar address": ("/settings/calendar/renew/", {}),
}


def ask(client: Client, what: str):
    path, data = ASKED[what]
    return client.get(path) if data is None else client.post(path, data)


@pytest.mark.parametrize("what", ASKED)
def test_it_asks_who_it_is_also_right_after_signing_in(client, alice, mail_works, what):
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
    set_up_app(alice)
    answer = ask(client, what)
    assert answer.status_code == 302
    assert answer.url.startswith("/accounts/2fa/reauthenticate/?next=")
    assert not CalendarFeed.objects.exists()
    assert EmailAddress.objects.get().email == alice.email


def test_after_the_proof_one_is_where_one_wanted_to_be(as_alice):
    asked = as_alice.get("/accounts/2fa/totp/activate/", follow=True)
    assert "Is it you?" in asked.text
    data = {"password": PASSWORD, "next": "/accounts/2fa/totp/activate/"}
    answer = as_alice.post("/accounts/reauthenticate/", data, follow=True)
    assert answer.redirect_chain == [("/accounts/2fa/totp/activate/", 302)]


def test_what_was_sent_is_kept_meanwhile(as_alice):
    path = "/settings/calendar/renew/"
    as_alice.post(path, {"alarms": "on"})
    answer = as_alice.post(
        "/accounts/reauthenticate/", {"password": PASSWORD, "next": path}, follow=True
    )
    assert "it is shown this once" in answer.text
    assert CalendarFeed.objects.get().alarms


def test_a_change_of_address_goes_on_after_the_proof(as_alice, alice, mail_works):
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    as_alice.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    assert mail.outbox == []
    data = {"password": PASSWORD, "next": "/accounts/email/"}
    answer = as_alice.post("/accounts/reauthenticate/", data)
    assert answer.url == "/accounts/confirm-email/"
    assert mail.outbox[0].to == ["new@example.org"]


def test_a_wrong_password_proves_nothing(as_alice):
    data = {"password": "not this one", "next": "/accounts/2fa/totp/activate/"}
    answer = as_alice.post("/accounts/reauthenticate/", data)
    assert "Incorrect password" in answer.text
    assert as_alice.get("/accounts/2fa/totp/activate/").status_code == 302


def test_a_proof_lasts_ten_minutes(as_alice, clock):
    prove(as_alice)
    clock.shift(599)
    assert as_alice.get("/accounts/2fa/totp/activate/").status_code == 200
    clock.shift(2)
    assert as_alice.get("/accounts/2fa/totp/activate/").status_code == 302


def test_whoever_has_an_app_proves_it_with_a_code_and_not_with_the_password(as_alice, alice):
    secret = set_up_app(alice)
    as_alice.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert as_alice.get("/accounts/2fa/recovery-codes/").status_code == 302
    as_alice.post("/accounts/2fa/reauthenticate/", {"code": code_of(secret)})
    assert as_alice.get("/accounts/2fa/recovery-codes/").status_code == 200


def test_whoever_has_a_passkey_is_asked_for_it_first(as_alice, alice):
    Authenticator.objects.create(user=alice, type="webauthn", data={"name": "Laptop"})
    Authenticator.objects.create(user=alice, type="recovery_codes", data={"seed": "00"})
    answer = as_alice.get("/accounts/2fa/totp/activate/")
    assert answer.url.startswith("/accounts/2fa/webauthn/reauthenticate/")


def test_whoever_has_no_password_shows_the_passkey_before_choosing_one(alice):
    alice.set_unusable_password()
    alice.save()
    Authenticator.objects.create(user=alice, type="webauthn", data={"name": "Laptop"})
    new = {"password1": "another long walk", "password2": "another long walk"}
    answer = sign_in(alice).post("/accounts/password/set/", new)
    assert answer.url.startswith("/accounts/2fa/webauthn/reauthenticate/")
    alice.refresh_from_db()
    assert not alice.has_usable_password()


def test_pages_that_give_nothing_away_ask_nobody(alice):
    for path in ["/accounts/email/", "/accounts/sessions/", "/accounts/2fa/", "/settings/"]:
        assert sign_in(alice).get(path).status_code == 200, path
