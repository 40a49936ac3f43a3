"""PostgreSQL is locked by somebody else, or stops answering: people are told so in time."""

import os
import signal
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.postgres import Cluster
from tests.setup.outages import (
    LOSES_PATIENCE,
    assert_others_go_on,
    log_in_vain,
    refused,
)
from tests.setup.test_serve import fetch, served
from tests.setup.visitor import Visitor

pytestmark = pytest.mark.real_time


@pytest.fixture(scope="module")
def cluster():
    cluster = Cluster("outages").create().start()
    yield cluster
    cluster.stop()


@contextmanager
def frozen(cluster: Cluster):
    """Stop every process of the server where it is; its kernel goes on taking connections."""
    parent = cluster.server.pid
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    processes = [parent, *map(int, children)]
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


def test_a_lock_or_a_frozen_server_is_a_page_and_not_a_hang(cluster, data, tmp_path):
    settings = {"DATABASE_URL": cluster.url, **LOSES_PATIENCE}
    with served(data, tmp_path / "log", **settings) as server:
        alice, bob = Visitor(server.address), Visitor(server.address)
        alice.sign_up("alice")
        bob.sign_up("bob")
        form_page = alice.get("/journal/log/")
        with psycopg.connect(cluster.url) as other:
            other.execute("LOCK TABLE tracker_activity IN ACCESS EXCLUSIVE MODE")
            assert_others_go_on(server.address, alice, bob, form_page)
            assert refused(bob.get, "/journal/").status == 503, "no lock needed to wait for one"
        alice.log("Met Ana after all")
        assert "canceling statement due to lock timeout" in (tmp_path / "log").read_text()
        with frozen(cluster):
            assert_kept_whoever_she_is(log_in_vain(alice, form_page))
            assert refused(bob.get, "/journal/").status == 503
            assert fetch(server.address + "/healthz")[1] == b"ok\n"
        alice.log("Met Ana once more")


def assert_kept_whoever_she_is(answer) -> None:
    """Assert that it is kept where not even the session could be read."""
    assert answer.status == 503
    assert "They wait two days for the report." in answer.page
    assert "Sign in" not in answer.page, "she is, and nobody can tell just now"
