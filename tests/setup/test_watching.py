"""The real server's headers, cookies, log and figures, with two workers, as behind TLS."""

import json
import re
import shutil
import time
import urllib.request
from contextlib import suppress
from http.client import HTTPConnection

import pytest

from tests.guards.pages.test_response_headers import ALWAYS
from tests.setup import test_serve
from tests.setup.test_serve import served

pytestmark = [pytest.mark.real_time, pytest.mark.any_database]
TOKEN = "a-token-of-some-length"
SECRET = "Zm9vYmFyLXNlY3JldA"
BEHIND_TLS = {
    "ALLOWED_HOSTS": "127.0.0.1",
    "CSRF_TRUSTED_ORIGINS": "https://127.0.0.1",
    "TRUSTED_PROXY_COUNT": "1",
}
WATCHED = {"LOG_FORMAT": "json", "ACCESS_LOG": "true", "METRICS_TOKEN": TOKEN}


def ask(server, path, method="GET", **headers):
    """One answer, as a proxy with TLS would pass it on."""
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    connection = HTTPConnection(server.address.removeprefix("http://"), timeout=30)
    connection.request(method, path, headers={"X-Forwarded-Proto": "https", **headers})
    answer = connection.getresponse()
    body = answer.read().decode(errors="replace")
    connection.close()
    return answer, body


def missing(answer):
    return [name for name, value in ALWAYS.items() if value not in (answer.getheader(name) or "")]


@pytest.fixture(scope="module")
def server(started, tmp_path_factory):
    folder = tmp_path_factory.mktemp("watched")
    shutil.copytree(started, folder / "var")
    with pytest.MonkeyPatch.context() as patched:
        # A page over plain http is sent on to https; this address alone is not.
        patched.setattr(test_serve, "wait_for", wait_for_health)
        with served(folder / "var", folder / "log", **BEHIND_TLS, **WATCHED) as running:
            running.log = folder / "log"
            yield running


def wait_for_health(address, process, log):
    for _ in range(1200):
        assert process.poll() is None, log.read_text()
        with suppress(OSError), urllib.request.urlopen(f"{address}/healthz", timeout=5):
            return
        time.sleep(0.1)  # it says nowhere else that it is up
    raise AssertionError(log.read_text())


def test_whoever_answers_says_the_same(server):
    static = re.search(r"/static/css/theme\.\w+\.css", ask(server, "/")[1])[0]
    asked = {
        "/": 200,
        "/healthz": 200,
        static: 200,
        "/static/none.css": 404,
        "/journal/": 302,
        "/no/such/page/": 404,
    }
    for path, status in asked.items():
        answer, _ = ask(server, path)
        assert (path, answer.status, missing(answer)) == (path, status, [])
        assert answer.getheader("Strict-Transport-Security") == "max-age=31536000", path
    refused, _ = ask(server, "/accounts/login/", "POST", Content_Length=str(10**9))
    assert (refused.status, missing(refused)) == (413, [])
    elsewhere, _ = ask(server, "/", Host="elsewhere.example")
    assert (elsewhere.status, missing(elsewhere)) == (400, [])


def test_its_cookies_belong_to_this_host_alone(server):
    answer, _ = ask(server, "/accounts/login/")
    cookie = answer.getheader("Set-Cookie")
    assert cookie.startswith("__Host-csrftoken=")
    for attribute in ("Secure", "HttpOnly", "Path=/", "SameSite=Lax"):
        assert attribute in cookie
    assert "Domain" not in cookie


def test_every_line_is_json_with_a_request_and_without_a_secret(server):
    ask(server, f"/calendar/{SECRET}.ics")
    ask(server, f"/unsubscribe/{SECRET}/?x=1")
    lines = [line for line in server.log.read_text().splitlines() if line.startswith("{")]
    said = [json.loads(line) for line in lines]
    asked = [line for line in said if line["logger"] == "pmcareer.access"]
    assert {"GET /calendar/[secret]", "GET /unsubscribe/[secret]"} <= {
        line["message"] for line in asked
    }
    assert all(line["time"].endswith("Z") for line in asked)
    # What was refused while it arrived never became a request of Django's.
    assert all("request_id" in line for line in asked if line["status"] not in {408, 413})
    assert SECRET not in server.log.read_text()


def test_the_figures_of_both_workers_are_one(server):
    refused, _ = ask(server, "/metrics")
    assert refused.status == 401
    told = []
    for _ in range(2):
        for _ in range(20):
            ask(server, "/accounts/signup/")
        answer, text = ask(server, "/metrics", Authorization=f"Bearer {TOKEN}")
        assert answer.getheader("Content-Type").startswith("text/plain")
        name = 'pmcareer_requests_total{status="2xx",view="account_signup"}'
        told += [float(line.split()[-1]) for line in text.splitlines() if line.startswith(name)]
    assert told[1] - told[0] == 20
