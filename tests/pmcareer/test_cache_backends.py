"""A cache server that is down: nobody sees an error, and nobody is let in who signed out."""

import errno
import logging
import socket
import time
from pathlib import Path

import pytest
from django.core.cache import caches

from pmcareer.cache_backends import (
    MOST_SECONDS,
    CopiesCache,
    FilesCache,
    FilesCopiesCache,
    Rest,
    SharedCache,
)
from tests.conftest import sign_in


@pytest.fixture(autouse=True)
def _awake():
    Rest.until, Rest.logged = 0.0, float("-inf")
    yield
    Rest.until, Rest.logged = 0.0, float("-inf")


@pytest.fixture
def dead_server():
    """Give an address where nobody listens, and nobody else can begin to."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield [f"redis://127.0.0.1:{taken.getsockname()[1]}/0"]


@pytest.fixture
def cache_is_down(settings, dead_server):
    where = {"LOCATION": dead_server}
    settings.CACHES = settings.CACHES | {
        "default": {"BACKEND": "pmcareer.cache_backends.SharedCache"} | where,
        "copies": {"BACKEND": "pmcareer.cache_backends.CopiesCache"} | where,
    }
    for alias in ("default", "copies"):
        assert isinstance(caches[alias], SharedCache)


def test_counts_go_on_in_the_process_and_copies_are_forgotten(dead_server):
    counts, copies = SharedCache(dead_server, {}), CopiesCache(dead_server, {})
    for cache in (counts, copies):
        cache.clear()
        cache.set("a", 1)
        assert cache.add("b", 2)
        cache.set_many({"c": 3})
    assert counts.get_many(["a", "b", "c", "d"]) == {"a": 1, "b": 2, "c": 3}
    assert not counts.add("b", 2)
    assert counts.incr("a") == 2
    assert counts.touch("a")
    assert "a" in counts
    assert counts.delete("a")
    counts.delete_many(["b", "c"])
    assert counts.get("b") is None
    assert copies.get("a") is None
    assert "b" not in copies


def test_a_server_that_failed_is_left_alone_and_the_log_says_so_once(dead_server, caplog):
    cache = SharedCache(dead_server, {})
    with caplog.at_level(logging.WARNING, "pmcareer.cache_backends"):
        cache.get("a")
        assert Rest.until > time.monotonic()
        Rest.until = 0.0
        cache.get("a")
    assert len(caplog.records) == 1
    assert "going on without it" in caplog.text


def test_no_copy_outlives_ten_minutes(dead_server):
    copies = CopiesCache(dead_server, {})
    assert copies.get_backend_timeout(60) == 60
    assert copies.get_backend_timeout(60 * 24 * 3600) == MOST_SECONDS
    assert copies.get_backend_timeout(None) == MOST_SECONDS


@pytest.mark.usefixtures("cache_is_down")
def test_alice_works_on_without_a_cache_server(alice):
    client = sign_in(alice)
    assert "This week" in client.get("/").text
    client.post("/accounts/logout/")
    assert "This week" not in client.get("/").text


@pytest.mark.usefixtures("cache_is_down")
def test_guessing_a_password_is_still_slowed_down(client, alice):
    def try_to_sign_in():
        return client.post("/accounts/login/", {"login": alice.email, "password": "wrong"})

    caches["default"].clear()
    answers = [try_to_sign_in().text for _ in range(6)]
    assert "Too many failed" not in answers[0]
    assert "Too many failed" in answers[-1]


@pytest.fixture
def files(tmp_path):
    return FilesCache(tmp_path / "cache", {})


def spoil(files, content=b"no pickle at all"):
    for path in Path(files._dir).iterdir():
        path.write_bytes(content)


@pytest.mark.parametrize("content", [b"", b"no pickle at all", b"\x80\x05K\x01.not zlib"])
def test_a_damaged_cache_file_is_as_good_as_none(files, content, caplog):
    files.set("tries", 3)
    spoil(files, content)
    assert files.get("tries") is None
    assert files.add("tries", 1)
    assert files.incr("tries") == 2
    assert len(caplog.messages) <= 1, "it is said once a minute"


def test_a_cache_folder_that_cannot_be_used_lets_the_process_count_for_itself(tmp_path, caplog):
    (tmp_path / "cache").write_text("in the way")
    files = FilesCache(tmp_path / "cache", {})
    files.set("tries", 1)
    assert files.incr("tries") == 2
    assert files.get("tries") == 2
    files.delete("tries")
    files.clear()
    assert not files.has_key("tries")
    assert "The cache cannot be used" in caplog.text


def test_a_full_disk_does_not_end_counting(files, monkeypatch):
    files.set("tries", 1)

    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    files.set("tries", 2)
    assert files.get("tries") == 2


def test_copies_in_files_are_forgotten_while_they_cannot_be_written(tmp_path, monkeypatch):
    copies = FilesCopiesCache(tmp_path / "cache", {})
    copies.set("session", "alice", 60 * 24 * 3600)
    assert copies.get_backend_timeout(60 * 24 * 3600) <= time.time() + MOST_SECONDS
    Rest.begin(OSError("full"))
    assert copies.get("session") is None
    Rest.until = 0.0
    assert copies.get("session") == "alice"
