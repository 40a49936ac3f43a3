import pytest

from tests.factories import log, make_task, task
from tracker.journal.actions import delete_activity


def found(client, query=""):
    return {task.slug for task in client.get(f"/tasks/?{query}").context["tasks"]}


def test_the_list_shows_every_published_task(as_alice):
    make_task("Hidden draft", status="draft")
    make_task("Hidden retired", status="archived")
    answer = as_alice.get("/tasks/")
    assert len(answer.context["tasks"]) == 72
    assert "Hidden" not in answer.text


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("level=1", 47),
        ("level=2", 15),
        ("area=customers&level=1", 11),
        ("effort=L&level=1", 8),
        ("cadence=once&level=1", 2),
        ("q=zebra", 0),
    ],
)
def test_filters_narrow_the_list(as_alice, query, number):
    assert len(found(as_alice, query)) == number


def test_search_reads_titles_and_how_to(as_alice):
    assert "sit-in-on-a-customer-briefing" in found(as_alice, "q=briefing+silence")


def test_not_tried_yet_leaves_out_what_was_logged(as_alice, alice):
    entry = log(alice, task=task("review-a-spec"))
    assert "review-a-spec" not in found(as_alice, "untried=on")
    delete_activity(entry)
    assert "review-a-spec" in found(as_alice, "untried=on")


def test_a_filter_that_is_not_on_offer_is_left_out_and_said(as_alice):
    answer = as_alice.get("/tasks/?level=7&area=moon&effort=XL")
    assert len(answer.context["tasks"]) == 72
    assert "is left out" in answer.text


def test_htmx_gets_the_list_alone(as_alice):
    answer = as_alice.get("/tasks/?level=2", headers={"HX-Request": "true"})
    assert "<html" not in answer.text
    assert "15 tasks" in answer.text


def test_a_task_shows_all_its_parts_and_leads_to_the_log(as_alice):
    record = task("sit-in-on-a-customer-briefing")
    answer = as_alice.get(record.get_absolute_url())
    for words in (
        "DON’T SAY A WORD",
        "Rich Mironov’s article",
        "up to two hours",
        "Cadence: monthly",
    ):
        assert words in answer.text
    assert f"/journal/log/?task={record.slug}" in answer.text
    assert answer.text.count("<li>") >= 3


def test_a_comment_is_named_as_its_source(as_alice):
    assert "From a reader’s comment on Rich" in as_alice.get("/tasks/ask-why-first/").text


def test_a_draft_is_not_found_and_a_retired_task_says_so(as_alice):
    draft = make_task("Draft", status="draft")
    assert as_alice.get(draft.get_absolute_url()).status_code == 404
    retired = make_task("Retired", status="archived")
    answer = as_alice.get(retired.get_absolute_url())
    assert "This task is retired" in answer.text
    assert "/journal/log/?task=" not in answer.text


def test_the_hint_says_what_to_write_down(as_alice):
    answer = as_alice.get("/tasks/hint/", {"task": "sit in on a customer briefing in SILENCE"})
    assert "10 points" in answer.text
    assert task("sit-in-on-a-customer-briefing").evidence in answer.text
    assert as_alice.get("/tasks/hint/", {"task": "nothing"}).text.strip() == ""


def test_the_options_are_the_published_titles(as_alice):
    assert as_alice.get("/tasks/options/").text.count("<option") == 72
