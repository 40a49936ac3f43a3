"""Making an account, with and without mail."""

import re

import pytest
import zeal
from django.core import mail

from tests.conftest import prove, sign_in
from tests.factories import PASSWORD, make_user
from tests.setup.test_serve import free_port
from tracker.accounts.models import User

NEW = {"email": "dana@example.org", "password1": "a long walk home"}


def sign_up(client, **changes):
    return client.post("/accounts/signup/", NEW | changes, follow=True)


def test_without_mail_signing_up_works_at_once_and_says_so(client, db):
    assert "This server sends no mail" in client.get("/accounts/signup/").text
    answer = sign_up(client)
    assert answer.redirect_chain[-1] == ("/welcome/", 302)
    assert User.objects.get().email == "dana@example.org"


def test_an_address_is_taken_whatever_its_case(client, db):
    make_user("dana")
    answer = sign_up(client, email="DANA@Example.org")
    assert "already" in answer.text
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"email": "nobody"}, "Enter a valid email address"),
        ({"password1": "12345678"}, "entirely numeric"),
        ({"password1": "short"}, "too short"),
        ({"email": "a" * 300 + "@example.org"}, "at most 254 characters"),
        ({"email": "da\x00na@example.org"}, "Null characters"),
    ],
)
def test_bad_input_gets_a_sentence(client, db, changes, sentence):
    assert sentence in sign_up(client, **changes).text
    assert not User.objects.exists()


def test_closed_sign_up_says_so_and_lets_nobody_in(client, db, settings):
    settings.SIGNUP_OPEN = False
    assert "Sign-up is closed" in client.get("/accounts/signup/").text
    sign_up(client)
    assert not User.objects.exists()
    assert "/accounts/signup/" not in client.get("/").text


def test_with_mail_a_code_is_asked_for_before_anything_else(client, db, mail_works):
    answer = sign_up(client)
    assert "/accounts/confirm-email/" in answer.redirect_chain[-1][0]
    assert client.get("/journal/").status_code == 302
    code = re.search(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})$", mail.outbox[0].body, re.M)[1]
    wrong = client.post("/accounts/confirm-email/", {"code": "WRONG1"})
    assert "Incorrect code" in wrong.text
    client.post("/accounts/confirm-email/", {"code": code})
    assert client.get("/journal/").status_code == 200


def test_with_mail_a_taken_address_is_not_told_to_strangers(client, db, mail_works):
    from allauth.account.models import EmailAddress

    user = make_user("dana")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    answer = sign_up(client)
    assert "already" not in answer.text
    assert "already" in mail.outbox[0].body.lower() or "account" in mail.outbox[0].body.lower()
    assert User.objects.count() == 1


def test_a_mail_goes_over_a_real_smtp_server(client, db, mail_works, settings):
    from aiosmtpd.controller import Controller
    from aiosmtpd.handlers import Message

    received = []

    class Keep(Message):
        def handle_message(self, message):
            received.append(message)

    server = Controller(Keep(), hostname="127.0.0.1", port=free_port())
    server.start()
    try:
        settings.EMAIL_BACKEND = "tracker.shared.mail.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        sign_up(client)
    finally:
        server.stop()
    assert received[0]["To"] == "dana@example.org"
    assert received[0]["From"] == "pmcareer@localhost"
    assert re.search(r"[A-Z0-9]{3,4}-?[A-Z0-9]{3,4}", received[0].get_payload())


def test_signing_in_and_out(client, alice):
    answer = client.post("/accounts/login/", {"login": "ALICE@example.org", "password": PASSWORD})
    assert answer.url == "/"
    assert client.get("/journal/").status_code == 200
    assert client.post("/accounts/logout/").url == "/"
    assert client.get("/journal/").status_code == 302


def test_a_wrong_password_says_no_more_than_needed(client, alice):
    data = {"login": "alice@example.org", "password": "not this one"}
    wrong = client.post("/accounts/login/", data).text
    nobody = client.post("/accounts/login/", data | {"login": "nobody@example.org"}).text
    sentence = "The email address and/or password you specified are not correct."
    assert sentence in wrong
    assert sentence in nobody


def test_guessing_passwords_is_slowed_down(client, alice):
    data = {"login": "alice@example.org", "password": "not this one"}
    answers = [client.post("/accounts/login/", data) for _ in range(12)]
    assert "Too many failed login attempts" in answers[-1].text
    right = client.post("/accounts/login/", data | {"password": PASSWORD})
    assert right.status_code == 429
    assert "_auth_user_id" not in client.session


def test_a_password_is_changed(as_alice):
    data = {
        "oldpassword": PASSWORD,
        "password1": "another long walk",
        "password2": "another long walk",
    }
    assert as_alice.post("/accounts/password/change/", data).status_code == 302
    assert User.objects.get().check_password("another long walk")


def test_without_mail_a_forgotten_password_says_what_to_do(client, db):
    shown = client.get("/accounts/password/reset/").text
    assert "This server sends no mail" in shown
    assert "changepassword" in shown


def test_with_mail_a_forgotten_password_is_reset_by_its_link(client, alice, mail_works):
    client.post("/accounts/password/reset/", {"email": "alice@example.org"})
    link = re.search(r"http://127.0.0.1:8000(/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    client.post(address, {"password1": "another long walk", "password2": "another long walk"})
    alice.refresh_from_db()
    assert alice.check_password("another long walk")


def test_sessions_are_listed_and_ended_elsewhere(alice):
    from django.test import Client

    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
    with zeal.zeal_ignore():  # allauth asks once for each session
        assert here.get("/accounts/sessions/").text.count("127.0.0.1") == 2
        prove(here).post("/accounts/sessions/")
    assert elsewhere.get("/journal/").status_code == 302
    assert here.get("/journal/").status_code == 200


def test_the_admin_asks_for_the_second_factor(client, carol):
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(carol, generate_totp_secret())
    codes = RecoveryCodes.activate(carol)
    data = {"login": carol.email, "password": PASSWORD, "next": "/admin/"}
    answer = client.post("/accounts/login/?next=/admin/", data, follow=True)
    assert "/accounts/2fa/authenticate/" in answer.redirect_chain[-1][0]
    assert client.get("/admin/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": codes.get_unused_codes()[0]})
    assert client.get("/admin/").status_code == 200


def test_the_admins_own_login_form_is_not_a_way_round(client, carol):
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(carol, generate_totp_secret())
    client.post("/admin/login/", {"username": carol.email, "password": PASSWORD})
    assert client.get("/admin/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_new_address_waits_for_its_code(alice, mail_works):
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=alice, email=alice.email, verified=True, primary=True)
    client = sign_in(alice)
    shown = client.get("/accounts/email/", follow=True).text
    assert "Email address" in shown or "Confirm" in shown


def test_without_mail_the_address_page_says_why_it_stays(as_alice):
    assert "this server sends none" in as_alice.get("/accounts/email/").text


def test_a_mail_server_that_does_not_answer_gets_a_sentence(client, db, mail_works, settings):
    settings.EMAIL_BACKEND = "tracker.shared.mail.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    assert "The mail could not be sent" in sign_up(client).text
    assert User.objects.count() == 1


def test_without_mail_the_address_cannot_be_given_up(as_alice, alice):
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=alice, email=alice.email, primary=True)
    answer = as_alice.post(
        "/accounts/email/", {"email": "new@example.org", "action_add": ""}, follow=True
    )
    assert "Without mail the address stays as it is." in answer.text
    alice.refresh_from_db()
    assert alice.email == "alice@example.org"
    assert EmailAddress.objects.get().email == "alice@example.org"


def test_an_address_that_no_mail_can_reach_is_refused(client, db, mail_works):
    answer = sign_up(client, email="a@" + 63 * "ü" + ".com")
    assert answer.status_code == 200
    assert not User.objects.exists()


def test_a_second_click_at_the_same_moment_leads_to_sign_in(client, db, monkeypatch):
    make_user("dana")
    monkeypatch.setattr(
        "allauth.account.forms.BaseSignupForm.clean_email", lambda form: NEW["email"]
    )
    monkeypatch.setattr(
        "allauth.account.forms.BaseSignupForm.validate_unique_email", lambda form, value: value
    )
    answer = sign_up(client)
    assert "There is an account for this email" in answer.text
    assert User.objects.count() == 1
