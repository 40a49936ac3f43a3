"""Where a read goes. The test with two real servers is tests/setup/test_replicas_on_postgres.py."""

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.http import HttpResponse

from pmcareer import replicas
from pmcareer.replicas import ReplicaMiddleware, Router, state
from tracker.accounts.models import User
from tracker.journal.models import Activity

ROUTER = Router()


@pytest.fixture(autouse=True)
def _rested():
    replicas.resting.clear()
    state.reader, state.wrote = None, False
    yield
    state.reader, state.wrote = None, False


@pytest.fixture
def servers(monkeypatch):
    """Set up a primary whose log is at 5, and replicas that have replayed as far as a test says."""
    replayed = {"replica1": 5, "replica2": 5}
    position = {"primary": 5}

    def ask(alias, question, *values):
        if alias == "default":
            return str(position["primary"])
        if replayed[alias] is None:
            raise OperationalError("connection refused")
        return replayed[alias] >= int(values[0])

    monkeypatch.setattr(replicas, "ask", ask)
    monkeypatch.setattr(replicas, "connections", FakeConnections(replayed))
    return replayed, position


class FakeConnections:
    in_atomic_block = False

    def __init__(self, replayed):
        self.aliases = ["default", *replayed]

    def __iter__(self):
        return iter(self.aliases)

    def __getitem__(self, alias):
        return self

    def close(self):
        pass


def visit(rf, user, method="get", path="/journal/", view=lambda request: None):
    """Where the page read entries from; `view` may write."""
    read_from = []

    def get_response(request):
        view(request)
        read_from.append(ROUTER.db_for_read(Activity))
        return HttpResponse()

    request = getattr(rf, method)(path)
    request.user = user
    ReplicaMiddleware(get_response)(request)
    return read_from[0]


def write(request):
    ROUTER.db_for_write(Activity)


def test_a_page_is_read_from_a_replica(rf, servers, alice):
    assert visit(rf, alice).startswith("replica")


def test_accounts_and_sessions_are_read_from_the_primary(servers):
    state.reader = "replica1"
    assert ROUTER.db_for_read(Activity) == "replica1"
    assert ROUTER.db_for_read(User) == "default"
    assert ROUTER.db_for_read(Session) == "default"


def test_a_transaction_reads_where_it_writes(servers, monkeypatch):
    state.reader = "replica1"
    monkeypatch.setattr(FakeConnections, "in_atomic_block", True)
    assert ROUTER.db_for_read(Activity) == "default"


@pytest.mark.parametrize(("method", "path"), [("post", "/journal/"), ("get", "/admin/")])
def test_forms_and_the_admin_read_from_the_primary(rf, servers, alice, method, path):
    assert visit(rf, alice, method, path) == "default"


def test_after_a_write_the_same_page_reads_from_the_primary(rf, servers, alice):
    assert visit(rf, alice, view=write) == "default"


def test_what_alice_wrote_is_waited_for_and_others_are_not(rf, servers, alice, bob):
    replayed, position = servers
    assert visit(rf, bob).startswith("replica")
    position["primary"] = 9
    visit(rf, alice, "post", view=write)
    assert visit(rf, alice) == "default"
    assert visit(rf, bob).startswith("replica")
    replayed["replica2"] = 9
    assert {visit(rf, alice) for _ in range(20)} == {"replica2"}


def test_where_no_mark_is_known_everything_up_to_now_is_waited_for(rf, servers, alice):
    _, position = servers
    position["primary"] = 9
    assert visit(rf, alice) == "default"


def test_a_replica_that_is_down_is_left_alone_for_a_while(rf, servers, alice):
    replayed, _ = servers
    replayed["replica1"] = None
    assert {visit(rf, alice) for _ in range(20)} == {"replica2"}
    assert list(replicas.resting) == ["replica1"]
    replayed["replica2"] = None
    assert visit(rf, alice) == "default"


def test_a_replica_that_fails_in_the_middle_of_a_page_shows_no_error(rf, servers):
    read_from = []

    def view(request, pk):
        read_from.append(ROUTER.db_for_read(Activity))
        return HttpResponse(f"entry {pk}")

    request = rf.get("/journal/7/")
    request.resolver_match = type("Match", (), {"func": view, "args": (), "kwargs": {"pk": 7}})
    middleware = ReplicaMiddleware(lambda request: HttpResponse())
    assert middleware.process_exception(request, OperationalError("gone")) is None
    state.reader = "replica1"
    assert middleware.process_exception(request, ValueError()) is None
    answer = middleware.process_exception(request, OperationalError("gone"))
    assert answer.text == "entry 7"
    assert read_from == ["default"]
    assert "replica1" in replicas.resting


def test_migrations_are_for_the_primary():
    assert ROUTER.allow_migrate("default", "tracker")
    assert not ROUTER.allow_migrate("replica1", "tracker")
    assert ROUTER.allow_relation(User(), User())
