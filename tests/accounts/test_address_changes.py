"""Mallory got into Alice’s account and changes its address: the old one takes it back."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from tests.accounts.factors import set_up_app
from tests.conftest import prove, sign_in
from tests.factories import PASSWORD, make_user
from tracker.accounts.models import AddressChange, User

WEEK = 7 * 24 * 3600
pytestmark = pytest.mark.usefixtures("mail_works")


@pytest.fixture
def alice(alice):
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    return alice


@pytest.fixture
def mallory(alice) -> Client:
    """Somebody who knows Alice’s password."""
    return prove(sign_in(alice))


def change_to(client: Client, address: str) -> str:
    """Change the account’s address, and return the link that the old one gets."""
    client.post("/accounts/email/", {"email": address, "action_add": ""})
    code = re.search(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})$", mail.outbox[-1].body, re.M)[1]
    client.post("/accounts/confirm-email/", {"code": code})
    assert User.objects.filter(email=address).exists()
    return re.search(r"http://127\.0\.0\.1:8000(/\S+)", mail.outbox[-1].body)[1]


def take_back(link: str):
    return Client().post(link, follow=True)


def test_the_old_address_gets_a_mail_that_says_what_it_can_do(mallory):
    change_to(mallory, "mallory@example.org")
    sent = mail.outbox[-1]
    assert sent.to == ["alice@example.org"]
    assert "from alice@example.org to mallory@example.org" in sent.body
    assert "within seven days" in sent.body


def test_opening_the_link_changes_nothing(mallory):
    link = change_to(mallory, "mallory@example.org")
    shown = Client().get(link)
    assert "Take your address back?" in shown.text
    assert "no-store" in shown["Cache-Control"]
    assert User.objects.get().email == "mallory@example.org"
    assert mallory.get("/journal/").status_code == 200


def test_the_account_is_alices_again_and_mallory_is_out(mallory, alice):
    link = change_to(mallory, "mallory@example.org")
    mallory.post(
        "/accounts/password/change/",
        {"oldpassword": PASSWORD, "password1": "all mine now yes", "password2": "all mine now yes"},
    )
    answer = take_back(link)
    assert "alice@example.org is your address again." in answer.text
    address = EmailAddress.objects.get()
    assert (address.email, address.verified, address.primary) == ("alice@example.org", True, True)
    assert User.objects.get().email == "alice@example.org"
    assert mallory.get("/journal/").status_code == 302
    for email in ["alice@example.org", "mallory@example.org"]:
        for password in [PASSWORD, "all mine now yes"]:
            thief = Client()
            thief.post("/accounts/login/", {"login": email, "password": password})
            assert "_auth_user_id" not in thief.session


def test_alice_chooses_a_new_password_at_once(mallory):
    link = change_to(mallory, "mallory@example.org")
    browser = Client()
    form = browser.post(link, follow=True)
    address = form.redirect_chain[-1][0]
    chosen = {"password1": "another long walk", "password2": "another long walk"}
    browser.post(address, chosen)
    browser.post(
        "/accounts/login/", {"login": "alice@example.org", "password": chosen["password1"]}
    )
    assert browser.get("/journal/").status_code == 200


def test_a_forgotten_page_is_no_dead_end(mallory):
    take_back(change_to(mallory, "mallory@example.org"))
    Client().post("/accounts/password/reset/", {"email": "alice@example.org"})
    assert mail.outbox[-1].to == ["alice@example.org"]
    assert "/accounts/password/reset/key/" in mail.outbox[-1].body


def test_the_link_works_once(mallory):
    link = change_to(mallory, "mallory@example.org")
    take_back(link)
    assert "does not work any more" in take_back(link).text
    assert Client().get(link).status_code == 404


def test_the_link_works_for_seven_days(mallory, clock):
    link = change_to(mallory, "mallory@example.org")
    clock.shift(WEEK - 1)
    assert Client().get(link).status_code == 200
    clock.shift(2)
    assert Client().post(link).status_code == 404
    assert User.objects.get().email == "mallory@example.org"


def test_no_other_link_does(mallory, alice):
    link = change_to(mallory, "mallory@example.org")
    assert Client().post(link[:-3] + "xx/").status_code == 404
    assert Client().post("/accounts/email/undo/1/").status_code == 404


def test_changing_the_address_again_does_not_cut_alice_off(mallory):
    link = change_to(mallory, "mallory@example.org")
    change_to(mallory, "mallory2@example.org")
    assert "alice@example.org is your address again." in take_back(link).text


def test_mallorys_own_link_neither_cuts_alice_off_nor_outlives_hers(mallory, alice):
    hers = change_to(mallory, "mallory@example.org")
    thiefs = change_to(mallory, "mallory2@example.org")
    take_back(thiefs)
    assert User.objects.get().email == "mallory@example.org"
    assert "alice@example.org is your address again." in take_back(hers).text
    again = change_to(prove_anew(alice), "alice.new@example.org")
    assert Client().post(thiefs).status_code == 404
    assert Client().get(again).status_code == 200


def prove_anew(alice: User) -> Client:
    alice.refresh_from_db()
    alice.set_password(PASSWORD)
    alice.save()
    return prove(sign_in(alice))


def test_a_link_dies_when_an_earlier_one_was_used(mallory):
    hers = change_to(mallory, "mallory@example.org")
    thiefs = change_to(mallory, "mallory2@example.org")
    take_back(hers)
    assert Client().post(thiefs).status_code == 404
    assert User.objects.get().email == "alice@example.org"


def test_an_account_that_only_blocks_the_address_makes_room(mallory, alice):
    link = change_to(mallory, "mallory@example.org")
    make_user("alice", display_name="Never confirmed")
    assert "is your address again" in take_back(link).text
    assert User.objects.get(email="alice@example.org").pk == alice.pk


def test_an_account_that_is_somebodys_keeps_the_address(mallory):
    link = change_to(mallory, "mallory@example.org")
    other = make_user("alice")
    EmailAddress.objects.create(user=other, email=other.email, verified=True, primary=True)
    answer = Client().post(link)
    assert answer.status_code == 409
    assert "Nothing was changed" in answer.text
    assert User.objects.get(email="alice@example.org").pk == other.pk
    assert AddressChange.objects.get().undone_at is None


def test_mallorys_second_factor_goes_and_alices_old_one_stays(mallory, alice, clock):
    Authenticator.objects.create(user=alice, type="webauthn", data={"name": "Alice’s"})
    clock.shift(WEEK + 1)
    set_up_app(alice)
    # Mallory has the app now, and so proves everything with it.
    mallory = prove_with_app(alice)
    take_back(change_to(mallory, "mallory@example.org"))
    assert [factor.data["name"] for factor in Authenticator.objects.all()] == ["Alice’s"]


def prove_with_app(alice: User) -> Client:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    client = sign_in(alice)
    codes = RecoveryCodes.activate(alice).get_unused_codes()
    client.post("/accounts/2fa/reauthenticate/", {"code": codes[0]})
    return client


def test_addresses_are_not_kept_longer_than_they_help(mallory, clock, bob):
    change_to(mallory, "mallory@example.org")
    clock.shift(WEEK + 1)
    EmailAddress.objects.create(user=bob, email=bob.email, verified=True, primary=True)
    change_to(prove(sign_in(bob)), "bob.new@example.org")
    assert AddressChange.objects.get().owner == bob


def test_whoever_is_signed_in_as_somebody_else_is_not_in_the_way(mallory, bob):
    link = change_to(mallory, "mallory@example.org")
    as_bob = sign_in(bob)
    assert "is your address again" in as_bob.post(link, follow=True).text
    assert as_bob.get("/journal/").status_code == 302


def test_without_mail_there_is_no_change_to_take_back(as_alice, settings):
    settings.MAIL_WORKS = False
    prove(as_alice).post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    assert not AddressChange.objects.exists()
