"""Why I want this, then and now; what the work did, and when that is an answer."""

import html
from datetime import date

import pytest

from tests.career.rows import make_motive, make_verdict
from tests.factories import log, make_goal, make_project, task
from tracker.career.models import FitVerdict, MotiveNote
from tracker.career.motives.differences import difference

SUMMER, AUTUMN = date(2026, 8, 3), date(2026, 11, 2)


def shown(client, address: str) -> str:
    return html.unescape(client.get(address).text)


def changed(parts) -> list[str]:
    return [part.words.strip() for part in parts if part.is_changed]


def test_two_texts_are_compared_word_by_word():
    found = difference("I want to lead teams", "I want to hear customers")
    assert changed(found.before) == ["lead teams"]
    assert changed(found.after) == ["hear customers"]
    assert "".join(part.words for part in found.after) == "I want to hear customers"


def test_texts_of_one_word_a_thousand_times_are_compared_at_once():
    found = difference("a " * 1000, "b a " * 500)
    assert "".join(part.words for part in found.after) == "b a " * 500


def test_a_note_stands_beside_the_one_before_with_what_changed(as_alice, alice, bob):
    earlier = make_motive(alice, "I want the glamour", date=SUMMER)
    make_motive(bob, "Not mine", date=SUMMER)
    data = {"why": "I want the dull half", "place": "", "date": "2026-11-17"}
    text = html.unescape(as_alice.post("/readiness/motives/new/", data, follow=True).text)
    assert "<ins>dull half</ins>" in text
    assert "<del>glamour</del>" in text
    assert f"/readiness/motives/{earlier.pk}/" in text
    assert "<ins>" not in shown(as_alice, f"/readiness/motives/{earlier.pk}/")


def test_a_note_without_a_reason_is_refused(as_alice):
    data = {"why": " ", "place": "The coast", "date": "2026-11-17"}
    answer = as_alice.post("/readiness/motives/new/", data)
    assert answer.status_code == 422
    assert "The coast" in answer.text
    assert not MotiveNote.objects.exists()


def test_grunt_work_and_a_project_ask_what_they_did(as_alice, alice):
    activity = log(alice, "Sorted rows", task=task("take-the-dull-job"))
    project = make_project(alice)
    address = f"/readiness/motives/verdicts/new/?entry={activity.pk}"
    assert address in shown(as_alice, f"/journal/{activity.pk}/")
    assert f"?project={project.pk}" in shown(as_alice, f"/projects/{project.pk}/")
    data = {"energy": "took", "sentence": "Rows.", "date": "2026-11-17"}
    as_alice.post(address, data)
    assert FitVerdict.objects.get().activity == activity
    assert "Sorted rows" in shown(as_alice, "/readiness/motives/")


def test_a_strangers_entry_is_not_judged(as_alice, bob):
    theirs = log(bob, "Secret title")
    address = f"/readiness/motives/verdicts/new/?entry={theirs.pk}"
    assert "Secret" not in as_alice.get(address).text
    as_alice.post(address, {"energy": "gave", "sentence": "Fine.", "date": "2026-11-17"})
    assert FitVerdict.objects.get().activity is None


@pytest.mark.parametrize(
    ("verdicts", "offered"),
    [
        ([("took", SUMMER), ("took", AUTUMN)], True),
        ([("took", AUTUMN)], False),
        ([("took", SUMMER), ("took", AUTUMN), ("gave", AUTUMN)], False),
        ([("took", SUMMER), ("neutral", AUTUMN), ("took", AUTUMN)], True),
        ([("took", date(2026, 5, 1)), ("took", AUTUMN)], False),
        ([("took", date(2026, 2, 1)), ("took", date(2026, 5, 1))], False),
    ],
)
def test_two_quarters_that_took_energy_offer_a_good_end(as_alice, alice, verdicts, offered):
    goal = make_goal(alice)
    for energy, day in verdicts:
        make_verdict(alice, energy, date=day)
    text = shown(as_alice, "/readiness/motives/")
    assert (f"/goals/{goal.pk}/close/" in text) == offered
    assert ("took more than it gave" in shown(as_alice, "/readiness/")) == offered


@pytest.mark.parametrize(("make", "part"), [(make_motive, ""), (make_verdict, "verdicts/")])
def test_what_was_deleted_comes_back(as_alice, alice, make, part):
    row = make(alice)
    as_alice.post(f"/readiness/motives/{part}{row.pk}/delete/")
    assert not type(row).objects.live().exists()
    as_alice.post(f"/readiness/motives/{part}{row.pk}/restore/")
    assert type(row).objects.live().exists()
