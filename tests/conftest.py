"""The cast and the clock. Alice owns, Bob is a stranger, Carol curates."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client, TransactionTestCase
from hypothesis import settings as examples

from tests.baseline import BASELINE, restore
from tests.factories import PASSWORD, make_user
from tracker.accounts.models import User
from tracker.catalogue.actions import load_catalogue

# How long an example takes says more about the machine than about the code.
examples.register_profile("pmcareer", deadline=None)
examples.load_profile("pmcareer")
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks no database runs on the first one alone: on another it would say the same."""
    if config.option.db == "postgres":
        once = [item for item in items if not _asks_the_database(item)]
        config.hook.pytest_deselected(items=once)
        items[:] = [item for item in items if _asks_the_database(item)]


def _asks_the_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("any_database"):
        return False
    fixtures = set(getattr(item, "fixturenames", []))
    asked = fixtures & {"db", "transactional_db", "live_server"} or item.get_closest_marker(
        "django_db"
    )
    return bool(asked) or item.path.name.endswith("_on_postgres.py")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        load_catalogue()
        BASELINE.keep()
    TransactionTestCase._fixture_teardown = restore  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def clock(request: pytest.FixtureRequest) -> Iterator[time_machine.Traveller | None]:
    """Wednesday 18 November 2026, noon UTC, until a test moves it. Browsers keep real time."""
    if "live_server" in request.fixturenames or "real_time" in request.keywords:
        yield None
        return
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.fixture
def catalogue(db: None) -> None:
    """The shipped tasks, which are there for every test that asks the database."""


@pytest.fixture
def alice(catalogue: None) -> User:
    return make_user("alice", display_name="Alice", time_zone="Europe/Dublin")


@pytest.fixture
def bob(catalogue: None) -> User:
    return make_user("bob", display_name="Bob")


@pytest.fixture
def carol(catalogue: None) -> User:
    return make_user("carol", is_staff=True, is_superuser=True)


@pytest.fixture
def as_alice(alice: User) -> Client:
    """A client in which Alice is signed in."""
    return sign_in(alice)


def sign_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def prove(client: Client) -> Client:
    """Let whoever is signed in type the password once more; the next ten minutes nobody asks."""
    answer = client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert answer.status_code == 302
    return client
