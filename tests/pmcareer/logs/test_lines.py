"""What a line of the log says, and what it never says."""

import json
import logging
import re
import sys

import pytest
from django.db import DatabaseError, OperationalError, connection, transaction
from django.test import Client
from django.urls import URLResolver, clear_url_caches, get_resolver, path

from pmcareer import request_ids, urls
from pmcareer.logs import context, outages, secret_paths
from pmcareer.logs.formats import JsonFormatter, TextFormatter
from pmcareer.logs.outages import OncePerMinute
from pmcareer.logs.secret_paths import SECRET_NAMES, beginning, masked

SECRET = "Zm9vYmFyLXNlY3JldA"


@pytest.fixture(autouse=True)
def _no_request():
    request_ids.current.set("")
    context.request_in_hand.set(None)


def record(message="Something happened", *args, error=None, name="tracker.home", **extra):
    info = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord(name, logging.ERROR, __file__, 7, message, args, info)
    vars(made).update(extra)
    return made


def raised(error, cause=None):
    try:
        raise error from cause
    except type(error):
        return sys.exc_info()[1]


def test_a_line_says_when_how_bad_where_which_request_and_whose(as_alice, alice, caplog):
    as_alice.get("/no/such/page/")
    line = TextFormatter().format(caplog.records[-1])
    request = context.request_id()
    assert re.fullmatch(r"[0-9a-f]{12}", request)
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z WARNING django\.request ", line)
    assert f"Not Found: /no/such/page/ request_id={request} user_id={alice.pk}" in line
    said = json.loads(JsonFormatter().format(caplog.records[-1]))
    assert (said["level"], said["request_id"], said["user_id"]) == ("WARNING", request, alice.pk)


def test_a_line_stays_one_line_whatever_was_typed():
    line = TextFormatter().format(record("No page %s", "/a\n2026-01-01 INFO forged\x1b[31m"))
    assert "\n" not in line
    assert "\x1b" not in line
    assert len(JsonFormatter().format(record("a\nb")).splitlines()) == 1


def test_an_error_brings_its_traceback():
    error = raised(ValueError("no"))
    assert "ValueError: no" in TextFormatter().format(record(error=error))
    assert "ValueError: no" in json.loads(JsonFormatter().format(record(error=error)))["traceback"]


# Secrets in addresses


@pytest.mark.parametrize(
    "address",
    [
        f"/calendar/{SECRET}.ics",
        f"/calendar/{SECRET}",
        f"/unsubscribe/{SECRET}/",
        f"/unsubscribe/{SECRET}",
        f"//unsubscribe/{SECRET}/more/{SECRET}",
        f"/quotes/undo/{SECRET}/",
        f"/accounts/confirm-email/{SECRET}/",
        f"/accounts/password/reset/key/3f-{SECRET}/",
        f"https://pm.example.org/calendar/{SECRET}.ics?x=1",
    ],
)
def test_secret_addresses_are_masked_in_messages_and_tracebacks(address):
    error = raised(ValueError(f"broken at {address}"))
    for formatter in (TextFormatter(), JsonFormatter()):
        line = formatter.format(record("Not Found: %s", address, error=error))
        assert SECRET not in line
        assert "[secret]" in line
        fields = {"fields": {"path": address}}
        assert SECRET not in formatter.format(record("Asked", **fields))


def test_other_addresses_stay_readable():
    for address in ("/journal/12/edit/", "/week/2026-11-16/", "/settings/calendar/renew/"):
        assert masked(f"Not Found: {address}") == f"Not Found: {address}"


@pytest.fixture
def _shares(monkeypatch):
    """Addresses of a feature that is yet to come."""
    later = path("s/<slug:book>/<str:token>/", lambda request, **kwargs: None)
    with monkeypatch.context() as patched:
        patched.setattr(urls, "urlpatterns", [later, *urls.urlpatterns])
        forget_addresses()
        yield
    forget_addresses()


def forget_addresses():
    clear_url_caches()
    secret_paths._secret_addresses.cache_clear()


@pytest.mark.usefixtures("_shares")
def test_an_address_that_comes_later_is_masked_by_the_name_of_its_argument():
    assert masked(f"/s/quotes/{SECRET}/x") == "/s/quotes/[secret]"


@pytest.mark.parametrize(
    ("route", "expected"),
    [
        ("a/<int:pk>/<str:token>/", (r"a/[^/\s]+/", True)),
        ("a/<int:pk>/b/", (r"a/[^/\s]+/b/", False)),
        (r"^key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", ("key/", True)),
        (r"^confirm/(?P<key>[-:\w]+)/$", ("confirm/", True)),
    ],
)
def test_what_stands_before_a_secret_is_read_from_either_kind_of_route(route, expected):
    found = beginning(route)
    assert (found[0].replace("\\-", "-"), found[1]) == expected


# Arguments that anybody may read. A new name is added here, or to SECRET_NAMES, on purpose.
PUBLIC_NAMES = {
    "pk", "slug", "day", "stage", "field", "app_label", "model_name", "content_type_id",
    "object_id", "url", "version", "kind", "format", "project", "rest", "paper",
    "year", "role", "path", "skill",
}  # fmt: skip


def arguments(resolver):
    for pattern in resolver.url_patterns:
        for argument in secret_paths.ARGUMENT.finditer(str(pattern.pattern)):
            yield argument[1] or argument[2]
        if isinstance(pattern, URLResolver):
            yield from arguments(pattern)


def test_each_argument_of_an_address_is_known_as_public_or_secret():
    assert set(arguments(get_resolver())) - PUBLIC_NAMES - SECRET_NAMES == set()


def test_the_sites_own_warnings_name_no_secret(db, caplog):
    for address in (f"/calendar/{SECRET}.ics", f"/unsubscribe/{SECRET}/", f"/calendar/{SECRET}"):
        Client().get(address)
    lines = [TextFormatter().format(made) for made in caplog.records]
    assert len(lines) == 3
    assert SECRET not in "".join(lines)


# A database that is away


class GoneError(Exception):
    sqlstate = "57P01"


def test_an_outage_is_one_line_a_minute_and_says_how_many_it_left_out(monkeypatch):
    once, now = OncePerMinute(), [100.0]
    monkeypatch.setattr(outages.time, "monotonic", lambda: now[0])
    error = raised(OperationalError("connection refused\nIs the server running?"), GoneError())
    led_to = raised(RuntimeError("the page broke"), error)
    lines = [record(error=reason) for reason in [error, led_to] * 50]
    said = [line for line in lines if once.filter(line)]
    assert len(said) == 1
    text = TextFormatter().format(said[0])
    assert "The database cannot be used: connection refused" in text
    assert "\n" not in text
    now[0] += 61
    again = record(error=error)
    assert once.filter(again)
    assert "left_out=99" in TextFormatter().format(again)


def test_the_answers_of_an_outage_are_one_line_too_and_other_lines_all_pass():
    once = OncePerMinute()
    away = [record("Away: /", name="django.request", status_code=503) for _ in range(20)]
    assert [once.filter(line) for line in away].count(True) == 1
    broken = [record(error=raised(ValueError("no"))) for _ in range(5)]
    assert all(once.filter(line) for line in broken)


def test_a_faulty_statement_is_no_outage_and_keeps_its_traceback(db):
    once = OncePerMinute()
    with pytest.raises(DatabaseError) as raised, transaction.atomic():
        connection.cursor().execute("SELECT * FROM no_such_table")
    for _ in range(2):
        line = record(error=raised.value)
        assert once.filter(line)
        assert "Traceback" in TextFormatter().format(line)
