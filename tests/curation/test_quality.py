"""The admin's front page: the state of the catalogue, and nothing about anybody."""

import html
from datetime import timedelta

import pytest

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_resource, make_task, make_user, task
from tracker.accounts.actions import make_curator
from tracker.catalogue.models import Resource, Task
from tracker.curation.quality import near_duplicates, quality


@pytest.fixture
def front(carol):
    return lambda: html.unescape(sign_in(carol).get("/admin/").text)


def people(number: int, **values: object) -> None:
    for _number in range(number):
        log(make_user(), "Entry", "We wait.", **values)


def usage(name: str) -> list[tuple[str, int, int]]:
    lists = dict(quality().usage)
    return [(row.title, row.people, row.number) for row in lists.get(name, [])]


def test_it_counts_published_tasks_by_area_and_level(catalogue):
    make_task("A draft", status="draft")
    found = quality()
    craft = next(numbers for area, numbers in found.areas if area.slug == "craft")
    assert craft == [9, 5, 3]
    assert found.totals == [47, 15, 10]


def test_it_names_drafts_and_tasks_in_which_something_is_missing(front):
    make_task("A draft", status="draft", source_phrase="Some words")
    make_task("Nothing to keep", evidence="", source_phrase="Some words")
    Resource.objects.filter(pk=make_resource("Gone").pk).update(link_problem="answers 404")
    shown = front()
    assert shown.index("Drafts") < shown.index("A draft") < shown.index("No evidence prompt")
    assert shown.index("No evidence prompt") < shown.index("Nothing to keep")
    assert "answers 404" in shown


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("Review a spec", "review a SPEC", True),
        ("Review a spec with care", "Review a spec", True),
        ("Review a spec", "A spec: review", True),
        ("Review a spec", "Write a spec", False),
        ("Review a spec", "Sit in on a briefing", False),
    ],
)
def test_titles_that_say_nearly_the_same(one, other, is_alike):
    records = [Task(pk=1, title=one), Task(pk=2, title=other)]
    assert bool(near_duplicates(records)) is is_alike


def test_use_is_counted_over_five_people_and_not_over_four(catalogue):
    people(4, task=task("review-a-spec"))
    people(5, task=task("ask-about-personas"))
    title = task("ask-about-personas").title
    assert usage("Most logged") == [(title, 5, 5)]
    assert usage("Most quoted") == [(title, 5, 5)]


def test_one_busy_person_is_not_five(alice):
    for number in range(9):
        log(alice, f"Entry {number}", f"Words {number}", task=task("review-a-spec"))
    assert quality().usage == []


def test_a_weekly_task_logged_once_long_ago_was_left(catalogue):
    people(5, task=task("review-a-spec"), date=TODAY - timedelta(days=15))
    people(5, task=task("ask-why-first"), date=TODAY - timedelta(days=14))
    assert usage("Most often left after one go") == [(task("review-a-spec").title, 5, 5)]


def test_the_page_takes_no_more_queries_for_more_tasks(front, django_assert_max_num_queries):
    for number in range(30):
        make_task(f"Draft {number}", status="draft", evidence="")
    front()
    with django_assert_max_num_queries(25):
        page = front()
    assert "Draft 0" in page
    assert "Draft 29" in page


def test_staff_without_the_catalogue_sees_none_of_it(alice):
    alice.is_staff = True
    alice.save()
    assert "Published tasks" not in sign_in(alice).get("/admin/").text
    make_curator(alice)
    assert "Published tasks" in sign_in(alice).get("/admin/").text
