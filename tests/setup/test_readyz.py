"""What the real server tells the machine that watches it."""

import time
import urllib.error

import pytest

from tests.setup.test_serve import PATIENCE, fetch, served

pytestmark = pytest.mark.real_time


def answer_of(address: str) -> str:
    try:
        return fetch(address + "/readyz")[1].decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return f"{refused.code} {refused.read().decode()}"


def wait_for_answer(address: str, expected: str) -> None:
    """Ask until it says that: an answer may be two seconds old."""
    deadline = time.monotonic() + PATIENCE
    while answer_of(address) != expected:
        assert time.monotonic() < deadline, answer_of(address)
        time.sleep(0.2)  # nothing tells from outside when it looks again


def test_a_strange_cookie_and_name_are_not_looked_at_and_a_lost_database_is_seen(data, tmp_path):
    database, aside = data / "pmcareer.sqlite3", data / "aside"
    with served(data, tmp_path / "log", WEB_WORKERS="1") as server:
        strange = {"Cookie": "sessionid=%00; csrftoken=\xff", "Host": "nobody.example"}
        for probe in ("/healthz", "/readyz"):
            assert fetch(server.address + probe, **strange)[1] == b"ok\n"
        database.rename(aside)
        wait_for_answer(server.address, "503 database: its file is gone\n")
        database.write_bytes(b"")
        wait_for_answer(server.address, "503 database: it is empty\n")
        assert fetch(server.address + "/healthz")[1] == b"ok\n"
        aside.replace(database)
        wait_for_answer(server.address, "ok\n")
