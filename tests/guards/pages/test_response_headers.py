"""What every answer says to browsers: each address, signed in or not, and each kind of refusal."""

import re

import pytest
from django.conf import settings as django_settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from pmcareer import urls
from pmcareer.response_headers import as_list
from tests.conftest import sign_in
from tests.factories import PASSWORD
from tests.guards.routes import all_routes
from tests.guards.rows import make_one_of_each

ALWAYS = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# The same for everybody, so that a device may keep them (docs/adr/0010).
SHELL = {"briefing", "briefing_offline", "service_worker", "manifest"}
# Opened by a secret address and not by a sign-in; programs ask whether it changed.
FEED = "calendar_feed"


def missing(answer):
    """Names of headers that do not say what they should; a stricter word is right as well."""
    stricter = {"Referrer-Policy": "no-referrer"}
    wrong = [name for name, value in ALWAYS.items() if value not in answer.get(name, "")]
    return [name for name in wrong if answer.get(name) != stricter.get(name, "")]


def may_be_kept(answer, name):
    """Whether more is kept than the rules let be."""
    says = answer.get("Cache-Control", "")
    if "no-store" in says:
        return False
    if name in SHELL:
        return says != "no-cache"
    kept_for_reader = answer.get("ETag", "").startswith('W/"') and answer.wsgi_request.is_secure()
    return not (says == "private, no-cache" and (kept_for_reader or name == FEED))


def broken(request):
    raise ValueError("the view is broken")


def suspicious(request):
    raise SuspiciousOperation("no")


@pytest.fixture
def _more_pages(monkeypatch):
    """Views that fail in their own ways."""
    from django.urls import clear_url_caches

    more = [
        path("broken/", broken),
        path("suspicious/", suspicious),
        path("away/", lambda request: HttpResponse(status=503)),
    ]
    monkeypatch.setattr(urls, "urlpatterns", [*more, *urls.urlpatterns])
    clear_url_caches()
    yield
    clear_url_caches()


def test_every_address_says_it_to_everybody_and_is_stored_by_nobody(alice, carol):
    make_one_of_each(alice)
    wrong = []
    for user in (None, alice, carol):
        who = sign_in(user) if user else Client()
        for route in all_routes():
            for method in ("get", "post"):
                answer = getattr(who, method)(route.path, secure=method == "get")
                if missing(answer) or may_be_kept(answer, route.name):
                    wrong.append((method, route.path, answer.status_code, dict(answer.headers)))
                if user and "Clear-Site-Data" in answer:
                    who = sign_in(user)
    assert wrong == []


@pytest.mark.parametrize(
    ("address", "status", "request_values"),
    [
        ("/suspicious/", 400, {}),
        ("/journal/", 400, {"headers": {"host": "elsewhere.example"}}),
        ("/journal/", 400, {"headers": {"host": "elsewhere.example"}, "secure": True}),
        ("/admin/?q=%00", 400, {}),
        ("/no/such/page/", 404, {}),
        ("/journal/", 413, {"CONTENT_LENGTH": str(10**9)}),
        ("/broken/", 500, {}),
        ("/away/", 503, {}),
        ("/journal", 301, {}),
        ("/static/css/theme.css", 200, {}),
        ("/static/css/none.css", 404, {}),
    ],
)
@pytest.mark.usefixtures("_more_pages")
def test_every_refusal_says_it_too(alice, settings, address, status, request_values):
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    alices = Client(raise_request_exception=False)
    alices.force_login(alice)
    answer = alices.get(address, **request_values)
    assert (answer.status_code, missing(answer)) == (status, [])
    assert ("no-store" in answer["Cache-Control"]) == (status != 200)
    assert "Access-Control-Allow-Origin" not in answer
    answer.close()


def test_a_forged_form_is_refused_with_them(alice):
    alices = Client(enforce_csrf_checks=True)
    alices.force_login(alice)
    answer = alices.post("/journal/log/")
    assert (answer.status_code, missing(answer)) == (403, [])
    assert answer["Cache-Control"] == "private, no-store"


def test_https_is_kept_for_a_year_and_its_cookies_are_this_hosts_alone(settings, client, db):
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    assert client.get("/", secure=True)["Strict-Transport-Security"] == "max-age=31536000"
    assert client.get("/broken-link/", secure=True)["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in client.get("/")


def test_what_goes_out_without_django_says_the_same(settings):
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    headers = dict(as_list())
    assert [name for name, value in ALWAYS.items() if value not in headers.get(name, "")] == []
    assert headers["Strict-Transport-Security"] == "max-age=31536000"
    assert headers["Cache-Control"] == "no-store"


def test_no_script_reads_the_token_against_forged_forms(client, db):
    answer = client.get("/accounts/login/")
    assert answer.cookies[django_settings.CSRF_COOKIE_NAME]["httponly"]
    assert answer.cookies[django_settings.CSRF_COOKIE_NAME]["samesite"] == "Lax"
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.text)[1]
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = client.cookies
    values = {"login": "alice@example.org", "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert careful.post("/accounts/login/", values).status_code != 403


@pytest.mark.parametrize("address", ["/accounts/logout/", "/admin/logout/"])
def test_signing_out_empties_the_browsers_cache_and_not_its_briefings(carol, address):
    carols = sign_in(carol)
    kept = carols.get("/journal/", secure=True)
    assert kept["Cache-Control"] == "private, no-cache"
    # Where a browser heeds no such order, its copy fits no request without the session's cookie.
    assert "Cookie" in kept["Vary"]
    assert "Clear-Site-Data" not in kept
    assert carols.post(address)["Clear-Site-Data"] == '"cache"'
    assert carols.get("/journal/").status_code == 302


def test_a_session_that_was_ended_elsewhere_empties_it_at_the_next_visit(alice):
    alices = sign_in(alice)
    alices.session.flush()
    assert alices.get("/journal/")["Clear-Site-Data"] == '"cache"'
