"""Six lenses over what the journal holds: what counts, how old it is, what comes next."""

import html
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.career.rows import make_motive, make_request, make_verdict
from tests.conftest import sign_in
from tests.factories import (
    TODAY,
    log,
    make_document,
    make_goal,
    make_lesson,
    make_person,
    make_project,
    make_recommendation,
    make_user,
    task,
)
from tests.guards.examples import fill
from tracker.career.readiness.queries import readiness
from tracker.journal.actions import delete_activity
from tracker.people import actions as people_actions
from tracker.people.joining.actions import merge
from tracker.recommendations import actions as recommendation_actions

LONG_AGO = TODAY - timedelta(days=400)
SPRING = TODAY - timedelta(days=200)


def lens(user, slug: str):
    return next(lens for lens in readiness(user).lenses if lens.text.slug == slug)


def seen(user, slug: str) -> list[tuple[str, str]]:
    """What a lens shows: kind and age of each item, newest first."""
    return [(item.kind.name, str(item.age)) for item in lens(user, slug).items]


def standing(user) -> dict[str, tuple[str, list[str], list[int]]]:
    """All that a reader would see of every lens."""
    found = {}
    for view in readiness(user).lenses:
        items = [item.key for item in view.items]
        found[view.text.slug] = (view.state.label, list(map(str, view.counts)), items)
    return found


def test_with_nothing_every_lens_is_empty_and_names_a_task(as_alice):
    text = html.unescape(as_alice.get("/readiness/").text)
    assert text.count("Nothing answers it yet.") == 8  # six lenses, the weakest two named first
    assert "Hiring managers strongly prefer candidates who are already product managers" in text
    assert "Rich Mironov" in text
    assert all(view.task for view in as_alice.get("/readiness/").context["readiness"].lenses)
    assert "%" not in as_alice.get("/readiness/sheet/").context["readiness"].lenses[0].summary


def test_lessons_with_a_change_count_and_drafts_do_not(alice, bob):
    make_lesson(alice, "Mistake", date=TODAY)
    make_lesson(alice, "Quarrel", kind="conversation", date=SPRING)
    make_lesson(alice, "Old one", date=LONG_AGO)
    make_lesson(alice, "Draft", changed="")
    make_lesson(bob, "Not mine")
    expected = [("mistakes", "fresh"), ("conversations", "ageing"), ("mistakes", "old")]
    assert seen(alice, "lessons") == expected
    assert lens(alice, "lessons").state.label == "fair"


def test_motive_is_notes_grunt_work_and_verdicts(alice):
    make_motive(alice, date=LONG_AGO)
    log(alice, "Sorted rows", task=task("take-the-dull-job"), date=SPRING)
    make_verdict(alice)
    ended = {"first_on": LONG_AGO, "last_on": SPRING + timedelta(days=1)}
    make_project(alice, fit="good", fit_reason="It fits.", **ended)
    make_project(alice, "Not judged")
    assert seen(alice, "motive") == [
        ("fit-verdicts", "fresh"),
        ("project-fits", "ageing"),
        ("grunt-work", "ageing"),
        ("motive-notes", "old"),
    ]
    assert lens(alice, "motive").state.label == "fair"


def test_people_is_hard_conversations_with_a_change_and_trade_offs(alice):
    make_lesson(alice, "Quarrel", kind="conversation")
    make_lesson(alice, "A mistake is not one")
    log(alice, "Said twice", task=task("restate-a-trade-off"), date=SPRING)
    assert seen(alice, "people") == [("conversations", "fresh"), ("trade-offs", "ageing")]
    assert lens(alice, "people").state.label == "thin"


def test_referral_is_pms_met_hops_and_references_for_named_work(alice):
    make_person(alice, "Listed", kind="pm")
    met = make_person(alice, "Met", kind="pm", stage=1, touched_on=SPRING)
    make_person(alice, "A name", kind="hiring")
    make_person(alice, "Reached", kind="hiring", through=met)
    make_person(alice, "Kind", kind="peer", vouch="agreed")
    for_work = {"vouch": "agreed", "vouch_for": "The import", "asked_on": LONG_AGO}
    make_person(alice, "Vouches", kind="peer", **for_work)
    expected = [("hops", "fresh"), ("pms-met", "ageing"), ("references", "old")]
    assert seen(alice, "referral") == expected
    people_actions.delete(met)
    assert seen(alice, "referral") == [("references", "old")]


def test_market_is_quotes_briefings_and_competitors_compared(alice):
    briefing = task("sit-in-on-a-customer-briefing")
    log(alice, "Briefing", "We wait.", "We print it.", "We wait.", task=briefing, date=SPRING)
    make_document(make_project(alice), text="They win.", done_on=LONG_AGO)
    make_document(make_project(alice), "Empty", text="")
    make_document(make_project(alice), "A guide", kind="interview")
    alice.refresh_from_db()
    market = lens(alice, "market")
    counts = ["2 quotes", "1 briefing", "1 competitor compared"]
    assert list(map(str, market.counts)) == counts
    assert market.state.label == "thin"  # four items, none of them fresh
    assert {item.age.value for item in market.items} == {"ageing", "old"}


def test_pull_is_requests_that_came_adopted_advice_and_stints(alice):
    make_request(alice, date=SPRING)
    make_request(alice, "I had offered", came_to_me=False)
    make_recommendation(alice, state="adopted", day=LONG_AGO)
    make_recommendation(alice, "Declined", state="declined")
    make_project(alice, first_on=LONG_AGO)
    make_project(alice, "Not begun", first_on=TODAY + timedelta(days=9))
    expected = [("projects", "fresh"), ("requests", "ageing"), ("adopted", "old")]
    assert seen(alice, "pull") == expected


def test_more_than_twenty_are_counted_as_twenty_or_more(alice):
    for number in range(22):
        make_lesson(alice, f"Lesson {number}")
    assert lens(alice, "lessons").summary.startswith("20 mistakes or more")


def test_the_two_weakest_come_first_with_different_steps(alice):
    make_motive(alice)
    found = readiness(alice)
    assert [view.state.label for view in found.firsts] == ["empty", "empty"]
    assert found.lenses[-1].text.slug == "motive"
    assert found.firsts[0].task != found.firsts[1].task


def test_a_task_that_was_done_gives_way_to_the_next(alice):
    first = lens(alice, "lessons").task
    log(alice, "Done", task=task(first.slug))
    assert lens(alice, "lessons").task != first


def test_without_a_pm_team_no_next_step_presumes_one(alice):
    make_goal(alice, path="no-team")
    for view in readiness(alice).lenses:
        assert view.task is None or view.task.is_suited_to("no-team")


@pytest.mark.parametrize("level", [1, 2, 3])
def test_each_level_has_words_of_its_own(as_alice, alice, level):
    make_goal(alice, level=level)
    page = as_alice.get("/readiness/")
    assert page.context["readiness"].level.number == level
    assert len(page.context["readiness"].lenses) == 6
    assert as_alice.get("/readiness/?level=7").context["readiness"].level.number == level


def test_the_sheet_and_its_markdown_say_the_same(as_alice, alice):
    make_lesson(alice, "*Signed* off <b>early</b>")
    assert "Signed" in as_alice.get("/readiness/sheet/").text
    answer = as_alice.get("/readiness/sheet.md")
    assert "where-i-stand.md" in answer["Content-Disposition"]
    assert r"\*Signed\* off \<b\>early\</b\>" in answer.text
    assert answer.text.count("\n## ") == 7


def test_new_evidence_is_counted_by_quarter(as_alice, alice):
    make_lesson(alice, date=TODAY)
    make_lesson(alice, date=TODAY - timedelta(days=60))  # 19 September
    log(alice, "Call", "We wait.", "We print it.")
    charts = as_alice.get("/readiness/").context["charts"]
    rows = {chart.text.slug: chart.numbers for chart in charts.lenses}
    assert rows["lessons"] == [0, 0, 0, 0, 0, 0, 1, 1]
    assert rows["market"][-1] == 2
    assert str(charts.quarters[-1]) == "Q4 2026"


def test_the_page_asks_ten_queries_at_most_however_much_there_is(catalogue):
    user = make_user()
    fill(user, 4)
    client = sign_in(user)
    with CaptureQueriesContext(connection) as captured:
        client.get("/readiness/")
    assert len(captured) <= 10


def test_this_week_suggests_a_task_for_the_thinnest_lens(as_alice, alice):
    log(alice, "Begun", "We wait.", task=task("sit-in-on-a-customer-briefing"))
    reasons = [one.reason for one in as_alice.get("/").context["suggestions"]]
    assert reasons[0] == "“Lessons” is where a hiring manager sees least of you."


def _act(owner, number: int) -> None:
    """Take one piece of evidence of each sort away and put it back, or join two people."""
    if number == 0:
        lesson = owner.lessons.first()
        lesson.soft_delete()
        lesson.restore()
    elif number == 1:
        twin = make_person(owner, "Met again", kind="pm")
        merge(owner.people.get(name="Met"), twin)
    elif number == 2:
        gone = make_recommendation(owner, "Gone", owner.quotes.first(), state="adopted")
        recommendation_actions.delete(gone)
    elif number == 3:
        request = owner.requests.first()
        request.soft_delete()
        request.restore()
    else:
        delete_activity(log(owner, "Gone", task=task("take-the-dull-job")))


@examples(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.integers(0, 4), min_size=1, max_size=4))
def test_what_is_taken_away_and_put_back_leaves_every_lens_as_it_was(catalogue, acts):
    owner = make_user()
    make_lesson(owner)
    make_request(owner)
    make_person(owner, "Met", kind="pm", stage=1, touched_on=TODAY)
    make_recommendation(owner, state="adopted")
    before = standing(owner)
    for number in acts:
        _act(owner, number)
    owner.refresh_from_db()
    assert {slug: row[0] for slug, row in standing(owner).items()} == {
        slug: row[0] for slug, row in before.items()
    }
    assert standing(owner)["referral"] == before["referral"]


def test_taking_one_away_moves_the_lens_and_putting_it_back_moves_it_back(alice):
    lessons = [make_lesson(alice, f"Lesson {number}") for number in range(3)]
    assert lens(alice, "lessons").state.label == "fair"
    lessons[0].soft_delete()
    assert lens(alice, "lessons").state.label == "thin"
    lessons[0].restore()
    assert lens(alice, "lessons").state.label == "fair"


def test_two_rows_of_one_person_joined_are_one_item_and_keep_their_requests(alice):
    kept = make_person(alice, "Priya", kind="pm", stage=1)
    other = make_person(alice, "Priya R", kind="pm", stage=1)
    request = make_request(alice, person=other)
    assert len(seen(alice, "referral")) == 2
    merge(kept, other)
    request.refresh_from_db()
    assert len(seen(alice, "referral")) == 1
    assert request.person == kept
