"""A new release ships other words: curators take, keep or mix; nothing happens by itself."""

import html
from dataclasses import replace

import pytest

from tests.conftest import sign_in
from tests.factories import make_task, task
from tracker.catalogue import release_content
from tracker.catalogue.actions import load_catalogue
from tracker.catalogue.models import Task

PAGE = "/admin/curation/shipped/"


@pytest.fixture
def as_carol(carol):
    return sign_in(carol)


@pytest.fixture
def release(monkeypatch, catalogue):
    """Ship `review-a-spec` with other words, as the next release would."""
    records = list(release_content.catalogue())

    def ship(slug: str = "review-a-spec", **values: object) -> None:
        for index, record in enumerate(records):
            if record.slug == slug:
                records[index] = replace(record, values={**record.values, **values})
        monkeypatch.setattr(release_content, "catalogue", lambda: iter(records))
        load_catalogue()

    return ship


def shown(client) -> str:
    return html.unescape(client.get(PAGE).text)


def test_nothing_is_to_be_decided_at_first(as_carol):
    assert "Nothing: every task is as shipped" in shown(as_carol)


def test_a_new_release_overwrites_nothing_and_asks(as_carol, release):
    release(summary="Better words.")
    assert task("review-a-spec").summary != "Better words."
    assert "not edited here" in shown(as_carol)
    side_by_side = as_carol.get(f"{PAGE}review-a-spec/").text
    assert "Better words." in side_by_side
    assert task("review-a-spec").summary in html.unescape(side_by_side)


def test_what_nobody_edited_is_taken_at_once(as_carol, release):
    Task.objects.filter(slug="ask-about-personas").update(summary="My words.")
    release(summary="Better words.")
    release("ask-about-personas", summary="Also better.")
    as_carol.post(f"{PAGE}take/")
    assert task("review-a-spec").summary == "Better words."
    assert task("ask-about-personas").summary == "My words."
    assert task("review-a-spec").history.latest("pk").history_change_reason == "shipped"


def test_keeping_is_remembered_until_the_next_release(as_carol, release):
    Task.objects.filter(slug="review-a-spec").update(summary="My words.")
    release(summary="Better words.")
    as_carol.post(f"{PAGE}review-a-spec/", {"whole": "keep"})
    assert task("review-a-spec").summary == "My words."
    assert "Nothing: every task is as shipped" in shown(as_carol)
    assert "Yours, settled" in shown(as_carol)
    release(summary="Better still.")
    assert "edited here" in shown(as_carol)


def test_taking_all_and_mixing_field_by_field(as_carol, release):
    release(summary="Better words.", why="A better why.", own_points=7)
    as_carol.post(
        f"{PAGE}review-a-spec/", {"summary": "shipped", "why": "mine", "own_points": "mine"}
    )
    record = task("review-a-spec")
    assert (record.summary, record.why == "A better why.", record.own_points) == (
        "Better words.",
        False,
        None,
    )
    as_carol.post(f"{PAGE}review-a-spec/", {"whole": "take"})
    record = task("review-a-spec")
    assert (record.why, record.own_points) == ("A better why.", 7)
    assert "Yours, settled" not in shown(as_carol)


def test_another_place_is_a_difference_too(as_carol, release, monkeypatch):
    records = [
        replace(record, area="study", level=2) if record.slug == "review-a-spec" else record
        for record in release_content.catalogue()
    ]
    monkeypatch.setattr(release_content, "catalogue", lambda: iter(records))
    assert "level, area" in shown(as_carol)
    as_carol.post(f"{PAGE}review-a-spec/", {"whole": "take"})
    assert (task("review-a-spec").level.number, task("review-a-spec").area.slug) == (2, "study")


def test_a_mixture_with_a_field_left_out_is_asked_again(as_carol, release):
    release(summary="Better words.", why="A better why.")
    answer = as_carol.post(f"{PAGE}review-a-spec/", {"summary": "shipped"})
    assert answer.status_code == 422
    assert task("review-a-spec").summary != "Better words."


def test_a_shipped_title_that_another_task_has_gets_a_sentence(as_carol, release):
    make_task("Taken title")
    release(title="Taken title")
    answer = as_carol.post(f"{PAGE}review-a-spec/", {"whole": "take"}, follow=True)
    assert "Task with this Title already exists." in answer.text
    assert task("review-a-spec").title != "Taken title"


def test_a_deleted_shipped_task_is_offered_again(as_carol):
    record = task("review-a-spec")
    record.delete()
    assert f'Add<span class="visually-hidden"> {record.title}</span>' in shown(as_carol)
    as_carol.post(f"{PAGE}review-a-spec/add/")
    assert task("review-a-spec").status == "published"
    again = as_carol.post(f"{PAGE}review-a-spec/add/", follow=True)
    assert "This task is there already." in again.text
    assert as_carol.post(f"{PAGE}no-such-task/add/").status_code == 404


def test_a_task_without_difference_has_no_page(as_carol):
    assert as_carol.get(f"{PAGE}review-a-spec/").status_code == 404
    assert as_carol.get(f"{PAGE}nothing/").status_code == 404
