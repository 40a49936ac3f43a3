"""Whatever changes who may come in is one line for whoever watches, and no secret is in it."""

import json
import logging
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import call_command
from django.test import Client

from pmcareer.logs import logging_settings
from pmcareer.logs.formats import JsonFormatter
from tests.conftest import sign_in
from tests.factories import PASSWORD, make_user
from tracker.accounts import security_log
from tracker.accounts.actions import make_curator

WRONG = "not the password at all"


class Lines(logging.Handler):
    """The lines as they are written, when they are: a request is named only while it lasts."""

    def __init__(self):
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.texts = []

    def emit(self, record):
        self.texts.append(self.format(record))

    @property
    def events(self):
        return [json.loads(text) for text in self.texts]

    def named(self, event):
        return [line for line in self.events if line["event"] == event]


@pytest.fixture
def lines():
    handler = Lines()
    security_log.log.addHandler(handler)
    yield handler
    security_log.log.removeHandler(handler)


def try_to_sign_in(client, password, email="alice@example.org"):
    return client.post("/accounts/login/", {"login": email, "password": password})


def test_a_line_says_what_when_who_which_request_and_from_where(client, alice, lines):
    try_to_sign_in(client, PASSWORD)
    (line,) = lines.named("signed_in")
    assert line["time"] == "2026-11-18T12:00:00.000Z"
    assert (line["user_id"], line["address"]) == (alice.pk, "127.0.0.1")
    assert re.fullmatch(r"[0-9a-f]{12}", line["request_id"])
    assert line["logger"] == "pmcareer.security"


def test_a_failed_attempt_can_be_matched_with_others_and_names_nobody(client, alice, lines):
    for email in ("alice@example.org", "ALICE@example.org ", "bob@example.org"):
        try_to_sign_in(client, WRONG, email)
    tried = [line["tried"] for line in lines.named("sign_in_failed")]
    assert tried[0] == tried[1] != tried[2]
    assert all("user_id" not in line for line in lines.events)
    assert not re.search("alice|bob|password at all", "".join(lines.texts), re.IGNORECASE)


def test_a_lock_out_is_a_line_and_one_for_each_request(client, alice, lines):
    for _ in range(8):
        try_to_sign_in(client, WRONG)
    failed, locked = lines.named("sign_in_failed"), lines.named("locked_out")
    assert len(failed) + len(locked) == 8
    assert locked
    assert len({line["request_id"] for line in locked}) == len(locked)


def test_signing_up_and_out(client, db, lines):
    client.post("/accounts/signup/", {"email": "dana@example.org", "password1": PASSWORD})
    client.post("/accounts/logout/")
    assert [line["event"] for line in lines.events] == ["signed_up", "signed_in", "signed_out"]
    assert "dana" not in "".join(lines.texts)


def test_a_new_password_from_the_page_and_from_the_command(alice, lines):
    alices = Client()
    try_to_sign_in(alices, PASSWORD)
    new = "another long walk home"
    values = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    alices.post("/accounts/password/change/", values)
    (line,) = lines.named("password_changed")
    assert line["user_id"] == alice.pk
    alice.refresh_from_db()
    alice.set_password(PASSWORD)
    alice.save()
    assert len(lines.named("password_changed")) == 2
    assert new not in "".join(lines.texts)


def test_second_factors(alice, lines):
    TOTP.activate(alice, generate_totp_secret())
    guesser = Client()
    try_to_sign_in(guesser, PASSWORD)
    guesser.post("/accounts/2fa/authenticate/", {"code": "000000"})
    (refused,) = lines.named("factor_refused")
    assert (refused["user_id"], refused["factor"]) == (alice.pk, "totp")
    assert "000000" not in "".join(lines.texts)


@pytest.mark.parametrize("event", ["factor_added", "factor_removed", "factor_renewed"])
def test_factors_that_come_and_go(alice, lines, rf, event):
    from allauth.mfa import signals

    codes = Authenticator(user=alice, type="recovery_codes", data={"seed": "s3cret"})
    signal = {name: signal for signal, name in security_log.FACTOR_EVENTS}[event]
    assert signal in vars(signals).values()
    signal.send(Authenticator, request=rf.get("/"), user=alice, authenticator=codes)
    (line,) = lines.named(event)
    assert (line["user_id"], line["factor"]) == (alice.pk, "recovery_codes")
    assert "s3cret" not in "".join(lines.texts)


@pytest.mark.parametrize("event", ["address_added", "address_changed", "address_removed"])
def test_addresses_that_come_and_go(alice, lines, rf, event):
    signal = {name: signal for signal, name in security_log.PLAIN_EVENTS}[event]
    signal.send(type(alice), request=rf.get("/"), user=alice, email_address="new@example.org")
    assert lines.named(event)[0]["user_id"] == alice.pk
    assert "new@" not in "".join(lines.texts)


def test_roles_given_in_the_admin_name_who_gave_them(alice, carol, lines):
    values = {"display_name": "Alice", "is_active": "on", "is_staff": "on"}
    sign_in(carol).post(f"/admin/tracker/user/{alice.pk}/change/", values)
    (line,) = lines.named("role_changed")
    assert (line["user_id"], line["by"]) == (alice.pk, carol.pk)
    assert (line["role"], line["to"]) == ("is_staff", True)


def test_roles_given_by_a_command(alice, lines):
    make_curator(alice)
    changes = [(line.get("role"), line.get("change")) for line in lines.named("role_changed")]
    assert changes == [("is_staff", None), (None, "add")]
    make_user("root", is_staff=True, is_superuser=True)
    assert {line.get("role") for line in lines.named("role_changed")[2:]} == {
        "is_staff",
        "is_superuser",
    }


def test_a_page_of_settings_is_no_event(as_alice, alice, lines):
    values = {"display_name": "Ann", "time_zone": "UTC", "week_start": "0"}
    values |= {"theme": "dark", "day_ends_at": "0"}
    assert as_alice.post("/settings/", values).status_code == 302
    call_command("clearsessions")
    assert lines.events == []


def test_the_calendars_address_made_and_taken_back(as_alice, lines):
    as_alice.post("/accounts/reauthenticate/", {"password": PASSWORD})
    as_alice.post("/settings/calendar/renew/")
    as_alice.post("/settings/calendar/revoke/")
    made_and_revoked = ["calendar_address_made", "calendar_address_revoked"]
    assert [line["event"] for line in lines.events][-2:] == made_and_revoked
    assert ".ics" not in "".join(lines.texts)


def test_a_chain_of_proxies_that_is_too_short_names_who_is_connected(rf, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 3
    request = rf.get("/", headers={"x-forwarded-for": "192.0.2.1"})
    assert security_log.client_address(request) in {"127.0.0.1", "192.0.2.1"}


def test_its_lines_are_json_whatever_the_others_are():
    for kind in ("text", "json"):
        made = logging_settings(kind, access=False, mails_errors=False)
        assert made["handlers"]["security"]["formatter"] == "json"
        assert made["loggers"]["pmcareer.security"]["propagate"] is False
