"""A page asks the database as often for twice the rows: no query per row, anywhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import sign_in
from tests.factories import (
    TODAY,
    log,
    make_document,
    make_person,
    make_project,
    make_recommendation,
    make_user,
    task,
)
from tests.guards.examples import fill
from tests.guards.routes import our_routes, plain_pages
from tracker.search.registry import all_sources
from tracker.trash.registry import all_bins

PAGES = [route.path for route in plain_pages()]


def queries(user, path: str) -> int:
    client = sign_in(user)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


@pytest.fixture
def few(catalogue):
    user = make_user()
    fill(user, 3)
    return user


@pytest.fixture
def many(catalogue):
    user = make_user()
    fill(user, 6)
    return user


def test_twice_the_rows_take_no_more_queries_on_any_page(few, many):
    found = {path: (queries(few, path), queries(many, path)) for path in PAGES}
    assert {path: asked for path, asked in found.items() if len(set(asked)) > 1} == {}


def test_pages_of_one_row_take_no_more_queries_for_more_quotes(alice):
    short = log(alice, "Short", "One.", task=task("review-a-spec"))
    long = log(alice, "Long", *[f"Quote {n}" for n in range(9)], task=task("review-a-spec"))
    assert queries(alice, short.get_absolute_url()) == queries(alice, long.get_absolute_url())


def test_the_review_of_a_fuller_week_takes_no_more_queries(few, many):
    address = f"/week/{TODAY.isoformat()}/review/"
    assert queries(few, address) == queries(many, address)


def test_a_search_takes_no_more_queries_for_more_hits(few, many):
    address = "/search/?q=entry"
    reader_and_tasks = 2
    most = len(all_sources()) + reader_and_tasks
    assert queries(few, address) == queries(many, address) <= most


def test_one_recommendation_takes_no_more_queries_for_more_quotes(alice):
    entry = log(alice, "Long", *[f"Quote {n}" for n in range(9)], task=task("review-a-spec"))
    short, long = make_recommendation(alice, "Short"), make_recommendation(alice, "Long")
    long.quotes.set(entry.quotes.all())
    for part in ("", "brief/", "edit/"):
        addresses = [f"{one.get_absolute_url()}{part}" for one in (short, long)]
        assert len({queries(alice, address) for address in addresses}) == 1, part


def test_the_page_of_a_project_takes_no_more_queries_for_more_rows(alice):
    short, long = make_project(alice, "Short"), make_project(alice, "Long")
    for project, rows in ((short, 2), (long, 9)):
        for number in range(rows):
            make_document(project, f"Paper {number}")
            person = make_person(alice, f"{project} {number}")
            said = [f"{project} {number} {one}" for one in range(rows)]
            log(alice, "Call", *said, project=project, people=[person])
    assert queries(alice, short.get_absolute_url()) == queries(alice, long.get_absolute_url())


def test_the_home_page_stays_within_its_queries(many):
    assert queries(many, "/") <= 9


def test_the_guard_sees_every_list():
    assert {route.path for route in our_routes()} >= {"/journal/", "/quotes/", "/goals/", "/tasks/"}


def test_every_model_that_can_be_deleted_has_example_rows(many):
    """A feature makes them in its `examples.py`, else its pages are visited empty."""
    numbers = {kind.model: kind.model.objects.owned_by(many).count() for kind in all_bins()}
    assert {model for model, number in numbers.items() if number < 6} == set()
