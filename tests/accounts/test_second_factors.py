"""Second factors: unreadable in the database, each code once, required of staff."""

import io
import json

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from tests.accounts.factors import code_of, set_up_app
from tests.conftest import prove, sign_in
from tests.factories import PASSWORD
from tests.guards.routes import all_routes
from tracker.accounts.protection.encryption import decrypt

OLD, NEW = "the former key " * 3, "the key from today on " * 2


def codes_of(user) -> list[str]:
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        return "".join(str(row[0]) for row in cursor.fetchall())


def encrypt_all() -> str:
    said = io.StringIO()
    call_command("encrypt_second_factors", stdout=said)
    return said.getvalue()


def sign_in_with(user, code: str) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


# In the database


def test_neither_secret_nor_seed_can_be_read_in_the_database(alice):
    secret = set_up_app(alice)
    rows = stored()
    assert secret not in rows
    for factor in Authenticator.objects.all():
        kept = factor.data.get("secret") or factor.data.get("seed")
        assert kept.startswith("fernet:")
        assert decrypt(kept) not in rows


def test_they_work_all_the_same(alice):
    secret = set_up_app(alice)
    assert is_in(sign_in_with(alice, code_of(secret)))
    assert is_in(sign_in_with(alice, codes_of(alice)[3]))


def test_what_an_earlier_release_stored_is_encrypted_by_the_migration_and_can_go_back(alice):
    from importlib import import_module

    name = "tracker.migrations.0018_address_changes_and_encrypted_factors"
    migration = import_module(name)
    secret = set_up_app(alice)
    codes = codes_of(alice)
    Authenticator.objects.create(user=alice, type="webauthn", data={"name": "Laptop"})
    editor = type("Editor", (), {"connection": connection})
    migration.decrypt(apps, editor)
    assert secret in stored()
    migration.encrypt(apps, editor)
    assert secret not in stored()
    assert codes_of(alice) == codes
    assert is_in(sign_in_with(alice, code_of(secret)))


def test_what_was_stored_in_clear_meanwhile_works_and_is_encrypted_by_the_command(alice):
    secret = set_up_app(alice)
    Authenticator.objects.filter(type="totp").update(data={"secret": secret})
    assert is_in(sign_in_with(alice, code_of(secret)))
    assert "1 encrypted under the first key, 1 were already." in encrypt_all()
    assert secret not in stored()


def test_codes_from_another_program_are_encrypted_as_well(alice):
    set_up_app(alice)
    row = Authenticator.objects.filter(type="recovery_codes")
    row.update(data={"migrated_codes": ["12345678"], "used_mask": 0})
    encrypt_all()
    assert "12345678" not in stored()
    assert codes_of(alice) == ["12345678"]


def test_a_key_of_its_own_takes_over_from_the_secret_key(alice, settings):
    codes = codes_of(alice) if set_up_app(alice) else []
    settings.ENCRYPTION_KEYS = [NEW]
    assert codes_of(alice) == codes
    assert "2 encrypted under the first key, 0 were already." in encrypt_all()
    settings.SECRET_KEY = "another one"
    assert codes_of(alice) == codes


def test_a_key_is_changed_in_three_steps(alice, settings):
    settings.ENCRYPTION_KEYS = [OLD]
    set_up_app(alice)
    codes = codes_of(alice)
    settings.ENCRYPTION_KEYS = [NEW, OLD]
    assert codes_of(alice) == codes
    encrypt_all()
    settings.ENCRYPTION_KEYS = [NEW]
    assert codes_of(alice) == codes
    assert "0 encrypted under the first key, 2 were already." in encrypt_all()


def test_the_secret_key_is_changed_in_three_steps(alice, settings):
    set_up_app(alice)
    codes = codes_of(alice)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "a new one"
    assert codes_of(alice) == codes
    encrypt_all()
    settings.SECRET_KEY_FALLBACKS = []
    assert codes_of(alice) == codes


def test_a_lost_key_gets_sentences(alice, bob, settings):
    set_up_app(alice)
    settings.SECRET_KEY = "another one"
    secret = set_up_app(bob)
    client = Client()
    client.post("/accounts/login/", {"login": alice.email, "password": PASSWORD})
    answer = client.post("/accounts/2fa/authenticate/", {"code": "123456"})
    assert "Ask whoever runs this server" in answer.text
    assert sign_in(alice).get("/accounts/2fa/").status_code == 200
    with pytest.raises(CommandError, match="2 cannot be read"):
        encrypt_all()
    assert is_in(sign_in_with(bob, code_of(secret)))


def test_recovery_codes_under_a_lost_key_get_a_sentence(alice, settings, clock):
    settings.ENCRYPTION_KEYS = [OLD]
    code = code_of(set_up_app(alice))
    as_alice = sign_in(alice)
    as_alice.post("/accounts/2fa/reauthenticate/", {"code": code})
    settings.ENCRYPTION_KEYS = [NEW]
    said = []
    for page in ("", "download/", "generate/"):
        said.append(as_alice.get(f"/accounts/2fa/recovery-codes/{page}", follow=True).text)
    said.append(as_alice.post("/accounts/2fa/recovery-codes/generate/", follow=True).text)
    assert any("Recovery codes cannot be read at the moment." in text for text in said)


def test_the_admin_shows_that_there_is_one_and_nothing_of_it(alice, carol):
    secret = set_up_app(alice)
    as_carol = sign_in(carol)
    listed = as_carol.get("/admin/mfa/authenticator/?q=alice")
    assert "TOTP Authenticator" in listed.text
    for factor in Authenticator.objects.all():
        page = as_carol.get(f"/admin/mfa/authenticator/{factor.pk}/change/").text
        assert secret not in page
        assert "fernet:" not in page
        data = {"data": json.dumps({"secret": "A" * 32}), "type": "totp", "user": alice.pk}
        as_carol.post(f"/admin/mfa/authenticator/{factor.pk}/change/", data)
        assert Authenticator.objects.get(pk=factor.pk).data == factor.data
    assert as_carol.get("/admin/mfa/authenticator/add/").status_code == 403


def test_a_lost_factor_is_removed_in_the_admin(alice, carol):
    set_up_app(alice)
    app = Authenticator.objects.get(type="totp")
    sign_in(carol).post(f"/admin/mfa/authenticator/{app.pk}/delete/", {"post": "yes"})
    assert not Authenticator.objects.filter(type="totp").exists()


# Each code once


def test_the_code_that_set_the_app_up_signs_nobody_in(as_alice, alice):
    prove(as_alice).get("/accounts/2fa/totp/activate/")
    code = code_of(as_alice.session["mfa.totp.secret"])
    as_alice.post("/accounts/2fa/totp/activate/", {"code": code})
    assert Authenticator.objects.filter(user=alice, type="totp").exists()
    assert not is_in(sign_in_with(alice, code))


@pytest.mark.parametrize("later", [0, 31, 59])
def test_a_code_signs_in_once_as_long_as_it_would_be_taken(alice, clock, later):
    code = code_of(set_up_app(alice))
    assert is_in(sign_in_with(alice, code))
    clock.shift(later)
    assert not is_in(sign_in_with(alice, code))


def test_a_code_that_signed_in_proves_nothing_afterwards(alice):
    code = code_of(set_up_app(alice))
    client = sign_in_with(alice, code)
    answer = client.post("/accounts/2fa/reauthenticate/", {"code": f" {code} "})
    assert "Incorrect code" in answer.text


def test_the_next_code_signs_in(alice, clock):
    secret = set_up_app(alice)
    sign_in_with(alice, code_of(secret))
    clock.shift(30)
    assert is_in(sign_in_with(alice, code_of(secret)))


# Required of staff


@pytest.fixture
def required(settings):
    settings.REQUIRE_STAFF_MFA = True


@pytest.mark.usefixtures("required")
def test_staff_without_one_are_led_to_set_one_up(carol):
    answer = sign_in(carol).get("/admin/", follow=True)
    assert answer.redirect_chain == [("/accounts/2fa/", 302)]
    assert "The admin opens once your account has a second factor." in answer.text


@pytest.mark.usefixtures("required")
def test_no_page_of_the_admin_is_a_way_round(carol):
    client = sign_in(carol)
    leads_to = {}
    for route in all_routes():
        if route.path.startswith("/admin/"):
            answer = client.get(route.path)
            leads_to[route.path] = (answer.status_code, answer.get("Location"))
    del leads_to["/admin/logout/"], leads_to["/admin/login/"]
    elsewhere = {(302, "/accounts/2fa/"), (302, "/accounts/password/reset/")}
    elsewhere |= {(404, None), (405, None)}
    assert {path: to for path, to in leads_to.items() if to not in elsewhere} == {}
    assert len(leads_to) > 50


@pytest.mark.usefixtures("required")
def test_the_admin_opens_once_it_is_set_up(carol):
    client = prove(sign_in(carol))
    client.get("/accounts/2fa/totp/activate/")
    code = code_of(client.session["mfa.totp.secret"])
    client.post("/accounts/2fa/totp/activate/", {"code": code})
    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("required")
def test_a_passkey_is_one_and_recovery_codes_alone_are_not(carol):
    Authenticator.objects.create(user=carol, type="recovery_codes", data={"seed": "00"})
    assert sign_in(carol).get("/admin/").status_code == 302
    Authenticator.objects.create(user=carol, type="webauthn", data={"name": "Laptop"})
    assert sign_in(carol).get("/admin/").status_code == 200


@pytest.mark.usefixtures("required")
def test_without_one_staff_can_sign_out_in_the_admin(carol):
    client = sign_in(carol)
    client.post("/admin/logout/")
    assert not is_in(client)


def test_it_is_not_required_where_the_setting_says_so(carol):
    assert sign_in(carol).get("/admin/").status_code == 200
