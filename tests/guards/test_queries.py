"""A page asks the database as often for twice the rows: no query per row, anywhere."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.conftest import sign_in
from tests.factories import (
    TODAY,
    log,
    make_document,
    make_goal,
    make_lesson,
    make_milestone,
    make_person,
    make_project,
    make_quotes,
    make_recommendation,
    make_suggestion,
    make_user,
    task,
)
from tests.guards.routes import our_routes, plain_pages
from tracker.catalogue.models import Task
from tracker.journal.actions import delete_activity
from tracker.journal.models import Quote
from tracker.recommendations import actions as recommendation_actions
from tracker.week.actions import close_week, take_on
from tracker.week.models import Commitment

PAGES = [route.path for route in plain_pages()]


def fill(user, rows: int) -> None:
    tasks = list(Task.objects.published()[: rows + 2])
    for number in range(rows):
        for day in range(3):
            log(
                user,
                f"Entry {number}",
                f"Said {number} {day}",
                "The same words",
                task=tasks[number],
                date=TODAY - timedelta(days=day * 6),
            )
        delete_activity(log(user, f"Gone {number}", f"Gone {number}"))
        make_quotes(
            user, f"We wait {number} whole days for it", theme=f"T{number}", customer="Acme"
        )
        make_quotes(user, f"It was {number} and too late", theme="Waiting", customer=f"C{number}")
    for number in range(rows):
        through = make_person(user, f"Friend {number}", kind="peer", next_touch_on=TODAY)
        person = make_person(
            user, f"PM {number}", former_role=f"Role {number}", stage=number % 5, through=through
        )
        log(user, f"With {number}", people=[person, through], date=TODAY)
    for number in range(rows):
        project = make_project(user, f"Stint {number}", pm=make_person(user, f"Lead {number}"))
        make_document(project, f"Paper {number}")
        entry = log(user, f"For {number}", f"Heard {number}", project=project, lesson="Listen.")
        make_lesson(user, f"Lesson {number}", activity=entry)
        make_lesson(user, f"Draft {number}", changed="")
        log(user, f"Learned {number}", lesson="Ask first.")
        make_project(user, f"Gone {number}", deleted_at=timezone.now())
        make_document(project, f"Gone {number}", deleted_at=timezone.now())
        make_lesson(user, f"Gone {number}", deleted_at=timezone.now())
    for number in range(3):
        take_on(user, user.this_week, tasks[number])
        Commitment.objects.create(owner=user, first=TODAY - timedelta(days=9), task=tasks[number])
        for back in range(rows):
            close_week(user, user.this_week.back(back), {}, {})
    for level in (1, 2, 3):
        goal = make_goal(user, level)
        for number in range(rows):
            make_milestone(goal, f"Rung {number}", measure="quotes", target=10 + number)
    for number in range(rows):
        make_suggestion(user, f"Idea {number}")
        make_suggestion(user, f"Taken {number}", state="merged", task=tasks[number])

    fill_advice(user, rows)


def fill_advice(user, rows: int) -> None:
    quotes = Quote.objects.owned_by(user).live()[:rows]
    before = TODAY - timedelta(days=30)  # so that pages of the newest lines keep what they have
    for number in range(rows):
        for state in ("draft", "sent", "heard", "adopted", "declined"):
            make_recommendation(user, f"{state} {number}", *quotes, state=state, day=before)
        gone = make_recommendation(user, f"Gone {number}", *quotes, state="adopted", day=before)
        recommendation_actions.delete(gone)


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
    assert queries(few, address) == queries(many, address) <= 9


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
    assert queries(many, "/") <= 8


def test_the_guard_sees_every_list():
    assert {route.path for route in our_routes()} >= {"/journal/", "/quotes/", "/goals/", "/tasks/"}
