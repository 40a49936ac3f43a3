"""What Alice did with a task stands on its row and on its page, and nobody else's does."""

import html
from datetime import timedelta

from tests.conftest import sign_in
from tests.factories import TODAY, log, task


def shown(client, address: str) -> str:
    return " ".join(html.unescape(client.get(address).text).split())


def test_a_row_says_how_often_and_when_last(as_alice, alice, bob):
    spec = task("review-a-spec")
    log(alice, task=spec, date=TODAY - timedelta(days=15))
    assert "Done once, on 3 Nov 2026." in shown(as_alice, "/tasks/")
    log(alice, task=spec)
    assert "Done 2 times, last on 18 Nov 2026." in shown(as_alice, "/tasks/")
    assert "last on" not in shown(sign_in(bob), "/tasks/")


def test_a_task_is_planned_from_its_row_and_the_filters_stay(as_alice, bob):
    filtered = "/tasks/?q=spec&level=1"
    assert 'value="/tasks/?q=spec&level=1"' in shown(as_alice, filtered)
    answer = as_alice.post("/week/plan/", {"task": "review-a-spec", "next": filtered})
    assert answer.url == filtered
    text = shown(as_alice, filtered)
    assert "Added to the plan: Review a spec" in text
    assert text.count("In the plan") == 1
    assert "In the plan" not in shown(sign_in(bob), filtered)


def test_planning_never_leads_away_from_the_site(as_alice):
    for elsewhere in ("//evil.example/tasks/", "https://evil.example/", "http://[", "/\\evil"):
        data = {"task": "review-a-spec", "next": elsewhere}
        assert as_alice.post("/week/plan/", data).url == "/"


def test_the_page_of_a_task_shows_my_own_entries_latest_first(as_alice, alice, bob):
    spec = task("review-a-spec")
    assert "What you did with it" not in shown(as_alice, "/tasks/review-a-spec/")
    log(alice, "The bulk-edit spec", task=spec)
    log(bob, "Not hers", task=spec)
    text = shown(as_alice, "/tasks/review-a-spec/")
    assert "The bulk-edit spec" in text.split("What you did with it")[1]
    assert "Not hers" not in text
