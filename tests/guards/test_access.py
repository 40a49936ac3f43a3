"""Nobody without an account, and nobody else with one, for every address that there is."""

import pytest
from django.test import Client

from tests.conftest import sign_in
from tests.guards.routes import Route, all_routes, our_routes
from tests.guards.rows import STATES, make_one_of_each, owned_models
from tracker.curation.models import Suggestion

METHODS = ["get", "head", "post", "put", "patch", "delete", "options"]

# All that a visitor may see. A new public page is added here on purpose or not at all.
PUBLIC = {
    "home",
    "healthz",
    "readyz",
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
    "account_confirm_email",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_confirm_login_code",
    "mfa_authenticate",
    "mfa_login_webauthn",
}
PUBLIC_PATHS = {"/admin/login/"}
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


@pytest.mark.parametrize("deleted", STATES)
@pytest.mark.parametrize("route", ROWS, ids=by_name)
def test_a_stranger_finds_nothing_and_changes_nothing(route, deleted, alice, bob):
    make_one_of_each(alice, deleted=deleted)
    before = {model: list(model.objects.order_by("pk").values()) for model in owned_models()}
    for method in METHODS:
        answer = getattr(sign_in(bob), method)(route.path)
        # 405 and the answer to OPTIONS say which methods an address takes, nothing about a row.
        allowed = {404, 405} if method != "options" else {200, 404, 405}
        assert answer.status_code in allowed, f"{method} {route.path}"
        assert "secret" not in answer.text
    assert before == {
        model: list(model.objects.order_by("pk").values()) for model in owned_models()
    }


@pytest.mark.parametrize("route", ROWS, ids=by_name)
def test_its_owner_does_find_it(route, alice):
    """Else the test above would prove nothing."""
    from django.db import transaction

    reached = set()
    for deleted in STATES:
        point = transaction.savepoint()
        make_one_of_each(alice, deleted=deleted)
        for method in ("get", "post"):
            reached.add(getattr(sign_in(alice), method)(route.path).status_code)
        transaction.savepoint_rollback(point)
    assert reached & {200, 302, 422}, f"{route.path} answered {reached}"


@pytest.mark.parametrize("route", [r for r in our_routes() if not r.is_a_row], ids=by_name)
def test_no_page_of_a_stranger_shows_a_word_of_it(route, alice, bob):
    make_one_of_each(alice)
    assert "secret" not in sign_in(bob).get(route.path, follow=True).text


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
