"""Nobody without an account, and nobody else with one, for every address that there is."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import Client

from tests.conftest import sign_in
from tests.guards.routes import Route, all_routes, our_routes
from tests.guards.rows import STATES, make_one_of_each, owned_models
from tracker.suggestions.models import Suggestion

METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]

# All that a visitor may see. A new public page is added here on purpose or not at all.
PUBLIC = {
    "home",
    "healthz",
    "readyz",
    "metrics",  # 404 unless the operator set a token, and for nobody without it
    "calendar_feed",  # a secret of 256 bits, which its owner can take back
    "unsubscribe",  # a signed link out of a mail
    # What a device keeps to work without a network: the same for everybody, nobody's words in it.
    "briefing",
    "briefing_offline",
    "service_worker",
    "manifest",
    "briefing_who",  # says null to a visitor
    "send_briefing",  # says 401, as JSON, so that the device keeps what it could not send
    "account_login",
    "account_logout",
    "account_signup",
    "account_inactive",
    "account_email_verification_sent",
    "undo_email_change",  # a signed link out of a mail
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
PUBLIC_PATHS = {
    "/admin/login/",
    # All lead to the page of a forgotten password.
    "/admin/password_reset/",
    "/admin/password_reset/done/",
    "/admin/reset/x/x/",
    "/admin/reset/done/",
}
ROWS = [route for route in our_routes() if route.is_a_row]


def by_name(route: Route) -> str:
    return route.name or route.path


@pytest.mark.parametrize("route", all_routes(), ids=by_name)
def test_a_visitor_is_sent_to_sign_in(route, db):
    if route.name in PUBLIC or route.path in PUBLIC_PATHS:
        return
    for method in METHODS:
        answer = getattr(Client(), method)(route.path)
        assert answer.status_code == 302, f"{method} {route.path}"
        assert answer.url.startswith(("/accounts/login/", "/admin/login/")), answer.url


def test_the_list_of_public_pages_names_only_pages_that_exist():
    assert {route.name for route in all_routes()} >= PUBLIC


def every_personal_row():
    return {model: list(model.objects.order_by("pk").values()) for model in owned_models()}


@pytest.mark.parametrize("deleted", STATES)
def test_a_stranger_finds_nothing_and_changes_nothing(deleted, alice, bob):
    make_one_of_each(alice, deleted=deleted)
    before = every_personal_row()
    as_bob = sign_in(bob)
    for route in ROWS:
        for method in METHODS:
            answer = getattr(as_bob, method)(route.path)
            # 405 and the answer to OPTIONS say which methods an address takes, not what it holds.
            allowed = {404, 405} if method != "options" else {200, 404, 405}
            assert answer.status_code in allowed, f"{method} {route.path}"
            assert "secret" not in answer.text, f"{method} {route.path}"
        assert every_personal_row() == before, route.path


def test_its_owner_does_find_it(alice):
    """Else the test above would prove nothing."""
    reached: dict[str, set[int]] = {route.path: set() for route in ROWS}
    for deleted in STATES:
        with rolled_back():
            make_one_of_each(alice, deleted=deleted)
            for route in ROWS:
                for method in ("get", "post"):
                    with rolled_back():
                        answer = getattr(sign_in(alice), method)(route.path)
                        reached[route.path].add(answer.status_code)
    assert {path: codes for path, codes in reached.items() if not codes & {200, 302, 422}} == {}


@contextmanager
def rolled_back():
    point = transaction.savepoint()
    yield
    transaction.savepoint_rollback(point)


def test_no_page_of_a_stranger_shows_a_word_of_it(alice, bob):
    make_one_of_each(alice)
    as_bob = sign_in(bob)
    for route in our_routes():
        if not route.is_a_row:
            assert "secret" not in as_bob.get(route.path, follow=True).text, route.path


# What its owner sends to the curators, on purpose. Nothing else with an owner may ever be here.
SENT_TO_CURATORS = {Suggestion}


def test_staff_reads_no_journal_in_the_admin(alice, carol):
    from django.contrib import admin

    assert not set(admin.site._registry) & set(owned_models())
    make_one_of_each(alice)
    for model in SENT_TO_CURATORS:
        model.objects.all().delete()
    for route in all_routes():
        if route.path.startswith("/admin/") and not route.parameters:
            assert "secret" not in sign_in(carol).get(route.path, follow=True).text


def test_an_impossible_key_is_not_found(as_alice):
    for route in ROWS:
        assert as_alice.post(route.path.replace("990001", "9" * 60)).status_code in {404, 405}
