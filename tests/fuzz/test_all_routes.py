"""Whatever is sent to whichever address: an answer, and never an error of ours.

Each request is made from the seed and its number alone. What failed is printed so that it can be
sent again: `FUZZ_ONLY=number`, with the same `FUZZ_SEED`. `make fuzz` sends ten times as many.
"""

import os
import traceback
from collections import Counter
from contextlib import contextmanager
from typing import Any

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler
from zeal import zeal_ignore

from pmcareer.request_guards import only_utf8
from tests.conftest import sign_in
from tests.factories import PASSWORD, make_user
from tests.fuzz.requests import Sent, make
from tests.guards.pages.html_forms import HtmlForm, forms_on
from tests.guards.pages.visits import is_html
from tests.guards.routes import all_routes
from tests.guards.rows import make_one_of_each
from tracker.accounts.models import User

pytestmark = pytest.mark.whole_site

SEED = os.environ.get("FUZZ_SEED", "2026-11-18")
NUMBER = int(os.environ.get("FUZZ_REQUESTS", "2000"))
ONLY = os.environ.get("FUZZ_ONLY", "")
# How many forms with the same fields are kept.
SAME = 2
# Lines of a traceback that are shown of a failure.
SHOWN = 6


class Guarded(ClientHandler):
    """Django's handler behind what the server puts before it."""

    def __call__(self, environ: dict[str, Any]) -> Any:
        handle = super().__call__
        return only_utf8(lambda cleaned, _start: handle(cleaned))(environ, None)


class Actor:
    """Somebody with a session, from which each request begins afresh.

    `pages` begin the addresses whose forms they are shown; they send requests to all others too.
    """

    def __init__(self, client: Client, *pages: str) -> None:
        self.pages = pages
        self.cookies = {name: morsel.value for name, morsel in client.cookies.items()}

    def client(self) -> Client:
        client = Client()
        client.handler = Guarded(enforce_csrf_checks=False)
        client.cookies.load(self.cookies)
        return client

    def forms(self) -> list[HtmlForm]:
        """Return the forms of every page that has an address, those of rows too."""
        found: list[HtmlForm] = []
        kept: Counter[tuple[str, frozenset[str]]] = Counter()
        for route in all_routes():
            if not route.path.startswith(self.pages):
                continue
            with rolled_back():
                answer = self.client().get(route.path)
            if not is_html(answer):
                continue
            for form in forms_on(answer.content.decode(), route.path):
                kept[form.method, form.names] += 1
                if kept[form.method, form.names] <= SAME and form.action.startswith("/"):
                    found.append(form)
        return found


@contextmanager
def rolled_back():
    """Leave the rows and the cache as they were, so that each request finds the same."""
    cache.clear()
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


@pytest.fixture
def cast(alice: User, carol: User, settings: Any) -> dict[str, Actor]:
    """A visitor, two who are signed in, and one who has still to show a second factor."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    make_one_of_each(alice)
    dave = make_user("dave")
    TOTP.activate(dave, generate_totp_secret())
    RecoveryCodes.activate(dave)
    return {
        "a visitor": Actor(visitor(), "/accounts/", "/unsubscribe/"),
        "Alice": Actor(just_signed_in(alice), "/"),
        "Carol": Actor(just_signed_in(carol), "/admin/"),
        "Dave": Actor(half_signed_in(), "/accounts/"),
    }


def visitor() -> Client:
    client = Client()
    client.get("/accounts/2fa/webauthn/login/")
    return client


def just_signed_in(user: User) -> Client:
    client = sign_in(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def half_signed_in() -> Client:
    client = Client()
    answer = client.post("/accounts/login/", {"login": "dave@example.org", "password": PASSWORD})
    assert answer.url == "/accounts/2fa/authenticate/"
    client.get(answer.url)
    return client


def send(client: Client, sent: Sent) -> int:
    """Send a request, look at where its answer leads, and return the worse status."""
    headers = dict(sent.headers)
    answer = client.generic(sent.method, sent.path, sent.body, sent.content_type, **headers)
    leads_on = answer.status_code == 302 and answer.url.startswith("/")
    if not leads_on or answer.url.startswith("//"):
        return answer.status_code
    return max(answer.status_code, client.get(answer.url).status_code)


def why_it_failed(client: Client, sent: Sent) -> str:
    try:
        status = send(client, sent)
    except Exception as error:  # it would be a 500, whatever it is
        return "".join(traceback.format_exception(error)[-SHOWN:])
    # 503 says that the database is away, which no request may bring about.
    return f"answered with {status}" if status >= 500 else ""


def test_no_request_is_answered_with_an_error_of_ours(cast, caplog):
    caplog.set_level("CRITICAL")
    shown = {who: actor.forms() for who, actor in cast.items()}
    failures = []
    for number in [int(ONLY)] if ONLY else range(NUMBER):
        sent = make(SEED, number, shown)
        with rolled_back(), zeal_ignore():
            if why := why_it_failed(cast[sent.who].client(), sent):
                failures.append(f"{sent}\n{why}")
    again = f"\nFUZZ_SEED={SEED} FUZZ_ONLY=number sends one of them again."
    assert not failures, f"{len(failures)} of {NUMBER}:\n" + "\n".join(failures) + again
