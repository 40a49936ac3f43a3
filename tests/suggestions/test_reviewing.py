"""What a curator does with suggestions: read the queue, accept, merge, decline."""

import html
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.conftest import sign_in
from tests.factories import make_suggestion, make_task, make_user, task
from tests.suggestions.answers import QUEUE, accept, at, place, told
from tracker.accounts.actions import make_curator
from tracker.catalogue.actions import rename
from tracker.catalogue.models import Area, Level, Task
from tracker.suggestions import actions
from tracker.suggestions.models import Suggestion


@pytest.fixture
def as_carol(carol):
    return sign_in(carol)


# The queue


def test_the_queue_has_the_oldest_first_and_answers_below(as_carol, alice, bob):
    make_suggestion(bob, "The second")
    make_suggestion(alice, "The first", created_at=timezone.now() - timedelta(minutes=1))
    make_suggestion(bob, "The third", state="merged", task=task("review-a-spec"))
    shown = told(as_carol)
    assert "2 suggestions wait, the oldest first." in shown
    places = [shown.index(words) for words in ("The first", "The second", "Answered", "The third")]
    assert places == sorted(places)
    # An index may give this order by chance.
    assert Suggestion.objects.waiting().ordered
    assert task("review-a-spec").title in shown


def test_an_empty_queue_says_what_will_stand_there(as_carol):
    assert "Nothing waits." in told(as_carol)


def test_a_name_is_shown_and_never_an_address(as_carol, carol, alice):
    nameless = make_user("nameless")
    for owner in (alice, nameless):
        waiting = make_suggestion(owner, state="waiting")
        answered = make_suggestion(owner, state="declined", reason="No.", decided_by=carol)
        for address in (QUEUE, at(waiting), at(answered)):
            shown = told(as_carol) if address == QUEUE else as_carol.get(address).text
            assert "alice@" not in shown
            assert "nameless@" not in shown
            assert (owner.display_name or "somebody") in shown


def test_a_long_queue_shows_its_head_and_says_so(as_carol, alice):
    Suggestion.objects.bulk_create(
        Suggestion(owner=alice, title=f"Idea {number}", how_to="x", why="x")
        for number in range(103)
    )
    shown = told(as_carol)
    assert "103 suggestions wait, the oldest first. The first 100 are shown." in shown


def test_twice_the_suggestions_take_no_more_queries(as_carol, carol, alice):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            as_carol.get(QUEUE)
        return len(captured)

    def fill():
        for number in range(3):
            owner = make_user(display_name=f"Somebody {number}")
            make_suggestion(owner)
            record = make_task(f"Task {Task.objects.count()}")
            make_suggestion(owner, state="merged", task=record, decided_by=carol)

    fill()
    as_carol.get(QUEUE)
    before = queries()
    fill()
    assert queries() == before


def test_only_curators_get_in(alice, bob):
    hers = make_suggestion(alice)
    staff = make_user("staff", is_staff=True)
    for address in (QUEUE, at(hers)):
        for user in (alice, bob):
            answer = sign_in(user).get(address)
            assert (answer.status_code, answer.url.split("?")[0]) == (302, "/admin/login/")
        assert sign_in(staff).get(address).status_code == 403
    for answer in ("accept/", "merge/", "decline/"):
        assert sign_in(alice).post(at(hers, answer), place(reason="No.")).status_code == 302
        assert sign_in(staff).post(at(hers, answer), place(reason="No.")).status_code == 403
    hers.refresh_from_db()
    assert hers.is_waiting


def test_a_member_of_the_curators_answers(alice, bob):
    make_curator(bob)
    as_bob = sign_in(bob)
    hers = make_suggestion(alice)
    assert hers.title in told(as_bob)
    record = accept(as_bob, hers)
    assert as_bob.get(f"/admin/tracker/task/{record.pk}/change/").status_code == 200


def test_what_is_not_there_is_not_found(as_carol):
    for answer in ("accept/", "merge/", "decline/"):
        assert as_carol.post(f"{QUEUE}4711/{answer}", place()).status_code == 404
    assert as_carol.get(f"{QUEUE}4711/").status_code == 404


# One suggestion


def test_a_suggestion_is_shown_with_what_it_resembles(as_carol, alice):
    hers = make_suggestion(alice, "Sit in on briefings of a customer", link="https://example.org/a")
    shown = as_carol.get(at(hers)).text
    for words in ("<li>Go along.</li>", "It shows judgement.", 'href="https://example.org/a"'):
        assert words in shown
    assert 'href="/tasks/sit-in-on-a-customer-briefing/"' in shown
    alike = task("sit-in-on-a-customer-briefing").pk
    assert f'<option value="{alike}" selected>' in shown


def test_hostile_words_stay_words(as_carol, alice):
    attack = '"><script>alert(1)</script>'
    hers = make_suggestion(alice, attack, how_to=attack, why=attack, credit=True)
    alice.display_name = attack
    alice.save()
    shown = as_carol.get(at(hers)).text + as_carol.get(QUEUE).text
    assert "<script>alert" not in shown
    assert html.escape(attack) in shown
    record = accept(as_carol, hers, credit="on")
    Task.objects.filter(pk=record.pk).update(status="published")
    assert "<script>alert" not in as_carol.get(f"/tasks/{record.slug}/").text
    assert "<script>alert" not in as_carol.get(at(hers)).text


# Accepting


def test_an_accepted_one_becomes_a_draft_with_what_was_written(as_carol, carol, alice):
    hers = make_suggestion(alice, link="https://example.org/shadowing")
    record = accept(as_carol, hers, level=2, area="network", reason="Well seen.")
    assert (record.title, record.slug) == ("Shadow a release", "shadow-a-release")
    assert record.steps == [
        "Ask.",
        "Go along.",
        "Write it up.",
        "See also https://example.org/shadowing",
    ]
    assert (record.why, record.summary, record.evidence) == ("It shows judgement.", hers.title, "")
    assert (record.level.number, record.area.slug, record.effort) == (2, "network", "M")
    assert (record.status, record.source) == ("draft", "curator")
    assert (hers.state, hers.reason, hers.decided_by) == ("accepted", "Well seen.", carol)
    assert record.history.get().history_user == carol
    assert "Accepted. Fill in what is missing" in told(as_carol)


def test_a_draft_is_public_only_once_it_is_published(as_carol, as_alice, alice):
    hers = make_suggestion(alice)
    record = accept(as_carol, hers)
    assert as_alice.get("/tasks/shadow-a-release/").status_code == 404
    assert "Shadow a release" not in as_alice.get("/tasks/").text
    assert "A curator is making a task of it." in as_alice.get("/tasks/suggestions/").text
    change = f"/admin/tracker/task/{record.pk}/change/"
    unfinished = as_carol.get(change).context["adminform"].form
    data = {name: unfinished[name].value() or "" for name in unfinished.fields}
    data |= {"skills": [], "needs": [], "paths": []}  # boxes, none of them ticked
    assert "This field is required" in as_carol.post(change, data | {"status": "published"}).text
    finished = data | {"status": "published", "evidence": "What you noticed."}
    assert as_carol.post(change, finished).status_code == 302
    assert "Shadow a release" in as_alice.get("/tasks/").text
    assert "It is a task now:" in as_alice.get("/tasks/suggestions/").text


def test_a_draft_goes_last_in_its_area(as_carol, alice):
    last = Task.objects.filter(level__number=1, area__slug="craft").order_by("position").last()
    first = accept(as_carol, make_suggestion(alice, "The first"))
    second = accept(as_carol, make_suggestion(alice, "The second"))
    assert (first.position, second.position) == (last.position + 1, last.position + 2)
    Task.objects.filter(level__number=3, area__slug="niche").delete()
    assert accept(as_carol, make_suggestion(alice), level=3, area="niche").position == 0


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Suggest", "suggest-2"),  # an address of the site itself
        ("Review a spec", "review-a-spec-2"),  # a task's
        ("Old address", "old-address-2"),  # one that a task had
        ("日本語", "task"),
        ("?!", "task"),
        ("x" * 120, "x" * 72),
    ],
)
def test_an_address_is_one_that_no_task_has_or_had(as_carol, alice, title, slug):
    moved = make_task("Moved", slug="new-address")
    rename(moved, "old-address")
    assert accept(as_carol, make_suggestion(alice, title)).slug == slug


def test_a_title_that_is_taken_gets_a_number(as_carol, alice):
    make_task("Shadow A Release", status="archived")
    titles = [accept(as_carol, make_suggestion(alice)).title for _ in range(2)]
    assert titles == ["Shadow a release (2)", "Shadow a release (3)"]
    make_task("t" * 120, status="draft")
    assert accept(as_carol, make_suggestion(alice, "t" * 120)).title == "t" * 112 + " (2)"


@pytest.mark.parametrize(
    ("wanted", "kept", "name", "credit"),
    [
        (True, "on", "Alice", "Alice"),
        (True, "", "Alice", ""),
        (False, "on", "Alice", ""),
        (True, "on", "", ""),
    ],
)
def test_a_name_stands_on_the_task_only_if_both_want_it(
    as_carol, alice, wanted, kept, name, credit
):
    alice.display_name = name
    alice.save()
    hers = make_suggestion(alice, credit=wanted)
    offered = "Name Alice on the task" in as_carol.get(at(hers)).text
    assert offered is (wanted and bool(name))
    record = accept(as_carol, hers, **({"credit": kept} if kept else {}))
    assert record.credit == credit
    shown = as_carol.get(f"/tasks/preview/{record.slug}/").text
    assert ("Suggested by <bdi>Alice</bdi>." in shown) is bool(credit)


def test_no_curator_names_somebody_who_does_not_want_it(alice, carol):
    where = actions.Place(Level.objects.get(number=1), Area.objects.get(slug="craft"))
    assert actions.accept(make_suggestion(alice), carol, where, credit=True).credit == ""


@pytest.mark.parametrize("changes", [{"area": ""}, {"area": "4711"}, {"level": "moon"}])
def test_accepting_needs_a_place(as_carol, alice, changes):
    hers = make_suggestion(alice)
    answer = as_carol.post(at(hers, "accept/"), place() | changes | {"reason": "Well seen."})
    assert answer.status_code == 422
    assert "errorlist" in answer.text
    assert "Well seen." in answer.text
    assert not Task.objects.filter(title=hers.title).exists()


# Merging and declining


def test_merging_names_the_task_and_changes_nothing_on_it(as_carol, as_alice, alice):
    hers, record = make_suggestion(alice), task("review-a-spec")
    before = Task.objects.filter(pk=record.pk).values().get()
    as_carol.post(at(hers, "merge/"), {"task": record.pk, "reason": "Step 2 says it."})
    assert f"Merged into “{record.title}”." in told(as_carol)
    assert Task.objects.filter(pk=record.pk).values().get() == before
    shown = html.unescape(as_alice.get("/tasks/suggestions/").text)
    for words in ("It is part of this task:", record.title, "Step 2 says it."):
        assert words in shown


def test_a_draft_or_nothing_is_no_task_to_merge_into(as_carol, alice):
    hers = make_suggestion(alice)
    for key in ("", "4711", make_task("Draft", status="draft").pk):
        assert as_carol.post(at(hers, "merge/"), {"task": key}).status_code == 422
    hers.refresh_from_db()
    assert hers.is_waiting


def test_declining_needs_a_reason(as_carol, as_alice, alice):
    hers = make_suggestion(alice)
    answer = as_carol.post(at(hers, "decline/"), {"reason": " "})
    assert answer.status_code == 422
    assert "Say why: one sentence is enough." in answer.text
    too_long = as_carol.post(at(hers, "decline/"), {"reason": "r" * 501})
    assert "at most 500 characters" in too_long.text
    assert as_carol.post(at(hers, "decline/"), {"reason": "r\r\n" * 250}).status_code == 302
    assert "Declined. Whoever suggested it reads your reason." in told(as_carol)
    assert "declined" in as_alice.get("/tasks/suggestions/").text


def test_an_answered_one_shows_its_answer_and_no_forms(as_carol, carol, alice):
    hers = make_suggestion(alice)
    as_carol.post(at(hers, "decline/"), {"reason": "Not product work."})
    shown = as_carol.get(at(hers)).text
    assert "Not product work." in shown
    assert "accept/" not in shown


def test_a_task_that_is_gone_breaks_nothing(as_carol, alice):
    hers = make_suggestion(alice)
    accept(as_carol, hers).delete()
    assert hers.title in told(as_carol)
    assert as_carol.get(at(hers)).status_code == 200
