"""What an entry changed: said by its owner, and proven in a sentence where it was real."""

import pytest
from django.db import DataError, IntegrityError, transaction

from tests.factories import log
from tests.journal.forms import entry_data
from tracker.journal.actions import delete_activity, restore_activity
from tracker.journal.models import Activity

PROOF = "Priya moved the release after it."


def test_a_real_impact_stands_on_the_entry_and_is_found(as_alice, alice):
    data = entry_data(title="Spec", impact="real", impact_proof=PROOF)
    as_alice.post("/journal/log/", data)
    activity = Activity.objects.get(owner=alice)
    page = as_alice.get(f"/journal/{activity.pk}/").text
    assert "Impact: real" in page
    assert PROOF in page
    assert "Spec" in as_alice.get("/search/?q=Priya").text


def test_without_a_word_nothing_is_said(as_alice, alice):
    as_alice.post("/journal/log/", entry_data(title="Spec"))
    activity = Activity.objects.get(owner=alice)
    assert activity.impact == ""
    assert "Impact:" not in as_alice.get(f"/journal/{activity.pk}/").text


@pytest.mark.parametrize(
    ("impact", "proof", "sentence"),
    [
        ("real", "", "Say in a sentence how you know"),
        ("", PROOF, "Choose how much it changed"),
        ("real", "x" * 301, "300"),
        ("huge", "", "huge"),
    ],
)
def test_what_does_not_fit_is_said_and_everything_kept(impact, proof, sentence, as_alice):
    data = entry_data(title="My own title", impact=impact, impact_proof=proof)
    answer = as_alice.post("/journal/log/", data)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "My own title" in answer.text
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"impact": "real"},
        {"impact": "huge"},
        {"impact_proof": PROOF},
        {"impact": "small", "impact_proof": "x" * 301},
    ],
)
def test_the_database_refuses_the_same(values, alice):
    activity = log(alice)
    with pytest.raises((IntegrityError, DataError)), transaction.atomic():
        Activity.objects.filter(pk=activity.pk).update(**values)


def test_the_journal_lists_entries_by_their_impact(as_alice, alice):
    log(alice, "Moved it", impact="real", impact_proof=PROOF)
    log(alice, "Helped a bit", impact="small")
    log(alice, "Said nothing")
    page = as_alice.get("/journal/?impact=real").text
    assert "Moved it" in page
    assert "Helped a bit" not in page
    assert "Said nothing" not in page


def test_it_comes_back_with_its_entry(alice):
    activity = log(alice, impact="real", impact_proof=PROOF)
    delete_activity(activity)
    restore_activity(activity)
    activity.refresh_from_db()
    assert (activity.impact, activity.impact_proof) == ("real", PROOF)
