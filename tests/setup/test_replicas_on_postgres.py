"""Two real servers, the second a streaming replica, and Alice who writes while it goes."""

import time

import pytest

from tests.postgres import Cluster
from tests.setup.test_serve import served
from tests.setup.visitor import Visitor

pytestmark = pytest.mark.real_time


@pytest.fixture
def servers():
    primary = Cluster("primary").create().start()
    replica = Cluster("replica").copy_of(primary).start("log_statement=all")
    yield primary, replica
    replica.stop()
    primary.stop()


def pages_read_from(replica: Cluster) -> int:
    return replica.log.read_text().count('FROM "tracker_activity"')


def test_nobody_misses_an_entry_while_a_replica_lags_stops_and_comes_back(servers, data, tmp_path):
    primary, replica = servers
    urls = {"DATABASE_URL": primary.url, "DATABASE_REPLICA_URLS": replica.url}
    with served(data, tmp_path / "log", **urls) as server:
        alice = Visitor(server.address)
        alice.sign_up()
        entries = (f"Entry {number}" for number in range(10_000))

        def log(times: int) -> int:
            """How many more statements about entries the replica has seen then."""
            before = pages_read_from(replica)
            for _ in range(times):
                alice.log(next(entries))
            return pages_read_from(replica) - before

        assert log(5) > 0
        replica.ask("SELECT pg_wal_replay_pause()")
        log(1)
        assert log(5) == 0, "it lags behind what she wrote, and was read all the same"
        replica.ask("SELECT pg_wal_replay_resume()")
        assert log(5) > 0
        replica.stop()
        assert log(5) == 0
        replica.start("log_statement=all")
        deadline = time.monotonic() + 40
        while not log(1):  # it rests for some seconds before it is asked again
            assert time.monotonic() < deadline
        said = (tmp_path / "log").read_text()
    assert "replica1 rests" in said
    assert "Traceback" not in said
