"""Debian's PgBouncer in transaction mode between the server and PostgreSQL.

It lends a connection for one transaction alone, so whatever rests on a session (cursors, prepared
statements, settings, locks) breaks here. Without PgBouncer this is skipped with the line that
installs it; REQUIRE_PGBOUNCER=1 (as in CI) makes that an error.
"""

import os
import shutil
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.postgres import Cluster, nobody
from tests.setup.outages import LOSES_PATIENCE, assert_others_go_on, refused
from tests.setup.test_serve import served
from tests.setup.visitor import Visitor

pytestmark = pytest.mark.real_time
LENT = 2  # connections that everybody shares
MANY = 4  # people who do
CONFIGURATION = """
[databases]
* = host={server} user=postgres
[pgbouncer]
listen_addr =
unix_socket_dir = {sockets}
auth_type = any
pool_mode = transaction
default_pool_size = {lent}
max_client_conn = 50
"""


@pytest.fixture(scope="module")
def primary():
    cluster = Cluster("pooled").create().start()
    yield cluster
    cluster.stop()


@pytest.fixture(scope="module")
def pooler(primary: Cluster, tmp_path_factory: pytest.TempPathFactory):
    """Give the DATABASE_URL of a PgBouncer before `primary`."""
    program = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
    if program is None:
        if os.environ.get("REQUIRE_PGBOUNCER"):
            pytest.fail("PgBouncer is missing: apt-get install pgbouncer")
        pytest.skip("PgBouncer is missing: apt-get install pgbouncer")
    sockets = primary.sockets
    file, log_file = sockets / "pgbouncer.ini", tmp_path_factory.mktemp("pooler") / "log"
    file.write_text(CONFIGURATION.format(server=sockets, sockets=sockets, lent=LENT))
    with log_file.open("w") as log:
        process = subprocess.Popen([program, file], cwd="/", stdout=log, stderr=log, **nobody())
    url = f"postgres://postgres@/postgres?host={sockets}&port=6432"
    deadline = time.monotonic() + 120
    while True:
        try:
            psycopg.connect(url).close()
            break
        except psycopg.OperationalError:
            assert process.poll() is None, log_file.read_text()
            assert time.monotonic() < deadline
            time.sleep(0.05)
    yield url
    process.terminate()
    process.wait(120)


def test_many_share_two_connections_and_none_of_them_notices(primary, pooler, data, tmp_path):
    settings = {"DATABASE_URL": pooler, "DATABASE_POOLER": "transaction", "WEB_WORKERS": "3"}
    with served(data, tmp_path / "log", **settings) as server:

        def live(name: str) -> str:
            visitor = Visitor(server.address)
            visitor.sign_up(name)
            for number in range(3):
                visitor.log(f"{name} {number}")
            for path in ("/", "/quotes/", "/progress/", "/people/", "/tasks/", "/quotes/markdown/"):
                visitor.get(path)
            visitor.get("/search/", q=name)
            return visitor.get("/journal/")

        with ThreadPoolExecutor(MANY) as together:
            found = list(together.map(live, [f"alice{number}" for number in range(MANY)]))
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = 'postgres'"
        assert primary.ask(others) <= LENT + 1, "this question has the one that is more"
        said = (tmp_path / "log").read_text()
    for number, page in enumerate(found):
        assert f"alice{number} 2" in page
        assert not any(f"alice{other} 2" in page for other in range(MANY) if other != number)
    assert "Traceback" not in said


def test_limits_hold_through_it_and_stay_with_nobody(primary, pooler, data, tmp_path):
    """Somebody holds a lock: people get a page in time, and commands wait as long as it takes."""
    settings = {"DATABASE_URL": pooler, "DATABASE_POOLER": "transaction", **LOSES_PATIENCE}
    with served(data, tmp_path / "log", **settings) as server:
        alice, bob = Visitor(server.address), Visitor(server.address)
        alice.sign_up("alice")
        bob.sign_up("bob")
        form_page = alice.get("/journal/log/")
        with psycopg.connect(primary.url) as other:
            other.execute("LOCK TABLE tracker_activity IN ACCESS EXCLUSIVE MODE")
            assert_others_go_on(server.address, alice, bob, form_page)
            assert refused(bob.get, "/journal/").status == 503
        alice.log("Met Ana after all")
        assert "canceling statement due to lock timeout" in (tmp_path / "log").read_text()
        for _each in range(2 * LENT):
            with psycopg.connect(pooler) as lent:
                for name in ("lock_timeout", "statement_timeout"):
                    assert lent.execute(f"SHOW {name}").fetchone() == ("0",)
