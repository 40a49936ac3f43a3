"""make run as an operator meets it: the real server, and one sentence for each thing amiss."""

import http.client
import os
import re
import socket
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from pmcareer.settings import BASE_DIR

pytestmark = pytest.mark.real_time
PATIENCE = 300  # seconds for anything that another process does, however busy the machine


def environment(data_dir: Path, **changes: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "HOME", "LANG") or name.startswith("COVERAGE")
    }
    return kept | {"DATA_DIR": str(data_dir), "PYTHONWARNINGS": "ignore"} | changes


def manage(*arguments: str, **settings) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env=settings["env"],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Server:
    address: str
    process: "subprocess.Popen[bytes]"


@contextmanager
def served(data_dir: Path, log: Path, **changes: str):
    """Start a server on `data_dir`, as soon as its first page comes."""
    port = free_port()
    env = environment(data_dir, PORT=str(port), **changes)
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=BASE_DIR,
            env=env,
            stdout=output,
            stderr=output,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(address, process, log)
            yield Server(address, process)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def wait_for(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(10 * PATIENCE):
        try:
            urllib.request.urlopen(address, timeout=PATIENCE).close()
        except (urllib.error.URLError, ConnectionError):
            assert process.poll() is None, log.read_text()
            time.sleep(0.1)  # the server says nothing when its workers are up
        else:
            return
    raise AssertionError(log.read_text())


def fetch(address: str, **headers: str):
    request = urllib.request.Request(address, headers=headers)
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return answer, answer.read()


def test_one_command_serves_and_a_second_run_changes_nothing(tmp_path):
    data, log = tmp_path / "var", tmp_path / "log"
    with served(data, log) as server:
        address = server.address
        _, page = fetch(address)
        assert answers_in_brotli(address)
        assert b"Earn your way into product management" in page
        assert fetch(address + "/readyz")[1] == b"ok\n"
        sheet = re.search(rb'href="(/static/css/theme\.[0-9a-f]+\.css)"', page)[1].decode()
        answer, _ = fetch(address + sheet, **{"Accept-Encoding": "br"})
        assert answer.headers["Content-Encoding"] == "br"
        assert "immutable" in answer.headers["Cache-Control"]
        said = log.read_text()
        assert f"pmcareer is on {address}" in said
        assert "make_curator" in said
        assert re.search(r"^Preparing the database: \d+ steps …$", said, re.MULTILINE)
        assert re.search(r"^Gathering and compressing \d+ scripts", said, re.MULTILINE)
    assert_each_static_file_is_kept_once(data / "static")
    key = data / "secret_key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = {path: path.stat().st_mtime_ns for path in (data / "static").rglob("*.css")}
    secret = key.read_text()
    with served(data, log, DATABASE_LOCK_TIMEOUT="120") as server:
        assert_limits(server.address)
        assert_a_stop_lets_requests_end(server, data / "pmcareer.sqlite3")
    assert key.read_text() == secret
    assert before == {path: path.stat().st_mtime_ns for path in (data / "static").rglob("*.css")}


def assert_each_static_file_is_kept_once(folder: Path) -> None:
    """Assert that nothing is compressed twice: most of a first start's work was that."""
    names = [path.name for path in folder.rglob("*.br")]
    assert len(names) > 50
    assert [name for name in names if not re.search(r"\.[0-9a-f]{12}(\.\w+)?\.br$", name)] == []


def assert_limits(address: str) -> None:
    """Assert that what is larger than any form of ours is refused before it is read."""
    for headers, status in (
        ({"Content-Length": str(25 * 1024 * 1024)}, 413),
        ({f"X-{number}": "" for number in range(120)}, 431),
        ({"X-Long": "x" * 300_000}, 431),
    ):
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=PATIENCE)
        connection.request("POST", "/", headers=headers)
        assert connection.getresponse().status == status
        connection.close()


def assert_a_stop_lets_requests_end(server: Server, database: Path) -> None:
    """Stop the server while a visitor signs up and the database is busy: the account is made."""
    browser = http.client.HTTPConnection(server.address.removeprefix("http://"), timeout=PATIENCE)
    browser.request("GET", "/accounts/signup/")
    page = browser.getresponse()
    cookie = page.headers["Set-Cookie"].split(";")[0]
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page.read())[1].decode()
    busy = sqlite3.connect(database, isolation_level=None)
    busy.execute("BEGIN IMMEDIATE")
    form = {"email": "a@example.org", "password1": "a long one 42", "csrfmiddlewaretoken": token}
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    browser.request("POST", "/accounts/signup/", urllib.parse.urlencode(form), headers)
    time.sleep(1)  # nothing tells from outside that the request waits for the database
    server.process.terminate()
    time.sleep(0.5)
    busy.execute("ROLLBACK")
    busy.close()
    assert browser.getresponse().status == 302
    assert server.process.wait(PATIENCE) == 0


def answers_in_brotli(address: str) -> bool:
    answer, _ = fetch(address, **{"Accept-Encoding": "gzip, br"})
    return answer.headers["Content-Encoding"] == "br"


NOWHERE = {"DATABASE_URL": "postgres://u:secret@127.0.0.1:9/d"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"PORT": "ninety"}, 'Environment variable "PORT" invalid'),
        ({"PORT": "70000"}, 'Environment variable "PORT" invalid'),
        ({"DEBUG": "perhaps"}, 'Environment variable "DEBUG" invalid'),
        ({"SIGNUP_OPEN": "2"}, 'Environment variable "SIGNUP_OPEN" invalid'),
        ({"TRUSTED_PROXY_COUNT": "-1"}, 'Environment variable "TRUSTED_PROXY_COUNT" invalid'),
        ({"CSRF_TRUSTED_ORIGINS": "example.org"}, "write it with its scheme"),
        ({"DATABASE_URL": "mysql://u@h/d"}, "DATABASE_URL must start with"),
        ({"DATABASE_URL": "no idea"}, 'Environment variable "DATABASE_URL" invalid'),
        (NOWHERE, "127.0.0.1:9 cannot be reached"),
        ({"EMAIL_URL": "pigeon://x"}, "EMAIL_URL is not understood"),
        ({"EMAIL_URL": "smtp://h:99999"}, "EMAIL_URL is not understood"),
        ({"DEFAULT_FROM_EMAIL": "a b"}, "there is no @ in it"),
        ({"ALLOWED_HOSTS": "a.org,,b.org"}, "has an empty name"),
        ({"CSRF_TRUSTED_ORIGINS": "http://"}, "write it with its scheme"),
        ({"HOST": "192.0.2.1"}, "Cannot listen on 192.0.2.1"),
        ({"HSTS_SUBDOMAINS": "all"}, 'Environment variable "HSTS_SUBDOMAINS" invalid'),
        ({"LOG_FORMAT": "xml"}, 'Environment variable "LOG_FORMAT" invalid'),
        ({"ACCESS_LOG": "some"}, 'Environment variable "ACCESS_LOG" invalid'),
        ({"ADMINS": "me,you@example.org"}, "ADMINS holds what is not an address"),
        ({"METRICS_TOKEN": "guess"}, "METRICS_TOKEN can be guessed"),
        ({"WEB_WORKERS": "0"}, 'Environment variable "WEB_WORKERS" invalid'),
        ({"WEB_WORKERS": "many"}, 'Environment variable "WEB_WORKERS" invalid'),
        ({"DATABASE_LOCK_TIMEOUT": "0"}, 'Environment variable "DATABASE_LOCK_TIMEOUT" invalid'),
        ({"DATABASE_STATEMENT_TIMEOUT": "a"}, 'variable "DATABASE_STATEMENT_TIMEOUT" invalid'),
        ({"CACHE_URL": "valkey://"}, "CACHE_URL is not understood"),
        ({"CACHE_URL": "valkey://u:secret@h:70000/0"}, "CACHE_URL is not understood"),
        ({"CACHE_URL": "redis://h/a"}, "CACHE_URL is not understood"),
        ({"CACHE_URL": "memcached://h:11211"}, "CACHE_URL is not understood"),
        ({"CACHE_URL": "db://"}, "CACHE_URL is db://, which needs PostgreSQL"),
        ({"CACHE_URL": "db://table"}, "CACHE_URL is not understood"),
        ({"DATABASE_POOLER": "transaction"}, "DATABASE_POOLER needs a DATABASE_URL of PostgreSQL"),
        ({"DATABASE_POOLER": "session"} | NOWHERE, "DATABASE_POOLER is “session”"),
        ({"DATABASE_REPLICA_URLS": "postgres://h/d"}, "DATABASE_REPLICA_URLS needs a DATABASE_URL"),
        ({"DATABASE_REPLICA_URLS": "sqlite:///x"} | NOWHERE, "DATABASE_REPLICA_URLS is not under"),
        ({"DATABASE_REPLICA_URLS": "a secret"} | NOWHERE, "DATABASE_REPLICA_URLS is not under"),
        (
            {"DATABASE_REPLICA_URLS": "postgres://h/d", "CACHE_URL": "db://"} | NOWHERE,
            "DATABASE_REPLICA_URLS needs a CACHE_URL of Valkey or Redis",
        ),
    ],
)
def test_what_is_amiss_is_said_in_one_sentence(tmp_path, changes, sentence):
    env = environment(tmp_path / "var", **{"PORT": str(free_port())} | changes)
    result = manage("serve", env=env)
    assert result.returncode != 0
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert "secret" not in result.stderr


def test_a_taken_port_is_said_in_one_sentence(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = manage("serve", env=environment(tmp_path / "var", PORT=str(port)))
    assert result.returncode != 0
    assert result.stderr.strip() == (
        f"CommandError: Port {port} on 127.0.0.1 is taken. Stop what uses it, or choose another:"
        f" make run PORT={port + 1}"
    )


def test_a_data_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    result = manage("check", env=environment(tmp_path / "file" / "var"))
    assert result.returncode != 0
    assert "cannot be made" in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_a_short_key_is_said_in_one_sentence(tmp_path):
    key = "k" * 40
    result = manage("check", env=environment(tmp_path / "var", ENCRYPTION_KEY=f"{key},short"))
    assert result.returncode != 0
    assert "ENCRYPTION_KEY has a key of fewer than 32 characters" in result.stderr


@pytest.mark.parametrize(
    ("variables", "required"),
    [({}, True), ({"REQUIRE_STAFF_MFA": "false"}, False), ({"DEBUG": "true"}, False)],
)
def test_staff_need_a_second_factor_unless_it_is_said_otherwise(tmp_path, variables, required):
    code = "from django.conf import settings; print(settings.REQUIRE_STAFF_MFA)"
    result = manage("shell", "-v0", "-c", code, env=environment(tmp_path / "var", **variables))
    assert result.stdout.split()[-1] == str(required)


def test_a_data_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path, monkeypatch):
    """By itself, because root may write anywhere."""
    from django.core.exceptions import ImproperlyConfigured

    from pmcareer import kept_files as settings

    monkeypatch.setattr(settings.os, "access", lambda *a: False)
    with pytest.raises(ImproperlyConfigured, match="cannot be written to"):
        settings.make_data_dir(tmp_path)


def test_deployment_settings_are_clean(tmp_path):
    env = environment(
        tmp_path / "var",
        ALLOWED_HOSTS="example.org",
        CSRF_TRUSTED_ORIGINS="https://example.org",
        TRUSTED_PROXY_COUNT="1",
        EMAIL_URL="smtp+tls://user:password@mail.example.org:587",
    )
    result = manage("check", "--deploy", "--fail-level", "WARNING", env=env)
    assert result.returncode == 0, result.stderr


def test_every_variable_is_documented():
    from pmcareer.settings import VARIABLES

    text = (BASE_DIR / "docs" / "configuration.md").read_text()
    assert [name for name in VARIABLES if f"`{name}`" not in text] == []
