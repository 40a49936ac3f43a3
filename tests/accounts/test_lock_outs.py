"""Guessing passwords is slowed down, says for how long, and never shuts a known device out."""

import re

import pytest
from allauth.account import app_settings as account_settings
from allauth.account.models import EmailAddress
from allauth.core.internal.ratelimit import parse_rates
from allauth.mfa import app_settings as mfa_settings
from django.core import mail
from django.test import Client

from tests.accounts.factors import code_of, set_up_app
from tests.conftest import prove, sign_in
from tests.factories import PASSWORD

WRONG = "not this one"


def try_password(client: Client, email: str, password: str, place: str = "127.0.0.1"):
    data = {"login": email, "password": password}
    return client.post("/accounts/login/", data, REMOTE_ADDR=place)


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def guess_from_many_places(email: str) -> None:
    for number in range(8):
        try_password(Client(), email, WRONG, f"10.0.{number}.1")


@pytest.fixture
def laptop(alice) -> Client:
    """On which Alice has signed in, and out again."""
    client = Client()
    try_password(client, alice.email, PASSWORD)
    client.post("/accounts/logout/")
    return client


def test_a_lock_out_says_for_how_long(alice, clock):
    guess_from_many_places(alice.email)
    clock.shift(61)
    answer = try_password(Client(), alice.email, PASSWORD, "10.1.1.1")
    assert answer.status_code == 429
    assert "Too many failed login attempts. Try again in 4 minutes." in answer.text
    assert answer["Retry-After"] == "239"
    clock.shift(239)
    assert try_password(Client(), alice.email, PASSWORD, "10.1.1.1").status_code == 302


def test_many_addresses_from_one_place_wait_a_minute(alice):
    for number in range(11):
        answer = try_password(Client(), f"user{number}@example.org", WRONG)
    assert answer.status_code == 429
    assert "Try again in 1 minute." in answer.text
    assert answer["Retry-After"] == "60"


def test_a_guesser_elsewhere_does_not_lock_a_known_device_out(alice, laptop):
    guess_from_many_places(alice.email)
    elsewhere = Client()
    assert try_password(elsewhere, alice.email, PASSWORD, "10.1.1.1").status_code == 429
    try_password(laptop, alice.email, PASSWORD, "10.1.1.2")
    assert not is_in(elsewhere)
    assert is_in(laptop)


def test_guessing_on_a_known_device_is_slowed_down_as_well(alice, laptop):
    for _ in range(5):
        assert try_password(laptop, alice.email, WRONG).status_code == 200
    answer = try_password(laptop, alice.email, PASSWORD)
    assert answer.status_code == 429
    assert "Try again in 5 minutes." in answer.text
    phone = Client()
    try_password(phone, alice.email, PASSWORD)
    assert is_in(phone)


def test_a_device_is_known_for_its_own_accounts_alone(alice, bob, laptop):
    guess_from_many_places(bob.email)
    assert try_password(laptop, bob.email, PASSWORD, "10.1.1.2").status_code == 429


def test_a_device_is_known_for_each_account_that_signed_in_on_it(alice, bob, laptop):
    try_password(laptop, bob.email, PASSWORD)
    laptop.post("/accounts/logout/")
    guess_from_many_places(alice.email)
    try_password(laptop, alice.email, PASSWORD, "10.1.1.2")
    assert is_in(laptop)


@pytest.mark.parametrize("value", ["", "x", "eyIxIjogIngifQ:1abcde:forged"])
def test_a_cookie_of_ones_own_making_helps_nobody(alice, laptop, value):
    laptop.cookies["known_device"] = value
    guess_from_many_places(alice.email)
    assert try_password(laptop, alice.email, PASSWORD, "10.1.1.2").status_code == 429


def test_the_cookie_says_nothing_to_scripts_and_stays_with_the_accounts(alice, settings):
    settings.SESSION_COOKIE_SECURE = True
    answer = try_password(Client(), alice.email, PASSWORD)
    cookie = answer.cookies["known_device"]
    assert (cookie["httponly"], cookie["secure"], cookie["path"]) == (True, True, "/accounts/")
    assert alice.email not in cookie.value


def test_a_device_is_known_after_the_second_factor_and_not_before(alice):
    secret = set_up_app(alice)
    client = Client()
    assert "known_device" not in try_password(client, alice.email, PASSWORD).cookies
    answer = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert "known_device" in answer.cookies


def test_a_guesser_elsewhere_does_not_keep_whoever_is_signed_in_from_a_proof(alice):
    client = sign_in(alice)
    guess_from_many_places(alice.email)
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302


def test_wrong_codes_say_how_long_it_lasts(alice):
    set_up_app(alice)
    client = Client()
    try_password(client, alice.email, PASSWORD)
    for _ in range(6):
        answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert answer.status_code == 429
    assert "Try again in 5 minutes." in answer.text
    assert answer["Retry-After"] == "300"


def test_wrong_codes_while_setting_an_app_up_say_so_too(as_alice):
    prove(as_alice).get("/accounts/2fa/totp/activate/")
    for _ in range(6):
        answer = as_alice.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert answer.status_code == 429
    assert "Try again in 5 minutes." in answer.text


def test_a_password_that_was_reset_by_mail_signs_in_at_once(alice, laptop, mail_works):
    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    for _ in range(6):
        try_password(laptop, alice.email, WRONG)
    laptop.post("/accounts/password/reset/", {"email": alice.email})
    link = re.search(r"http://[^/]+(/\S+)", mail.outbox[0].body)[1]
    form = laptop.get(link, follow=True).redirect_chain[-1][0]
    new = "another long walk"
    laptop.post(form, {"password1": new, "password2": new})
    try_password(laptop, alice.email, new)
    assert is_in(laptop)


def test_a_page_asked_for_too_often_says_to_wait_a_minute(client, mail_works, db):
    for _ in range(6):
        answer = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert answer.status_code == 429
    assert "Wait a minute" in answer.text
    assert answer["Retry-After"] == "60"
    assert len(mail.outbox) == 5


@pytest.mark.any_database
def test_only_wrong_passwords_and_codes_are_remembered_for_longer():
    """The page of all other limits says that a minute is enough."""
    limits = account_settings.RATE_LIMITS | mfa_settings.RATE_LIMITS
    longer = set()
    for action, rates in limits.items():
        if any(rate.duration > 60 for rate in parse_rates(rates)):
            longer.add(action)
    # Without mail no address is confirmed, with it by a code: then the third is ten seconds.
    assert longer <= {"login_failed", "login_failed_on_known_device", "confirm_email"}
