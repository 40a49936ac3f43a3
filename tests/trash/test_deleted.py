"""Everything that can be deleted waits on one page, and goes for good after thirty days."""

import re
from datetime import timedelta

from django.apps import apps
from django.urls import reverse

from tests.factories import (
    log,
    make_document,
    make_goal,
    make_lesson,
    make_milestone,
    make_person,
    make_project,
    make_recommendation,
)
from tests.guards.routes import KEY
from tests.guards.rows import make_one_of_each
from tracker.journal.actions import delete_activity
from tracker.shared.soft_delete import Undoable
from tracker.trash.actions import purge_deleted
from tracker.trash.registry import all_bins


def undoable_models():
    return {model for model in apps.get_models() if issubclass(model, Undoable)}


def test_every_model_that_can_be_deleted_with_undo_says_how_it_waits():
    assert {kind.model for kind in all_bins()} == undoable_models()


def test_no_two_kinds_share_a_place_in_the_list():
    places = [kind.place for kind in all_bins()]
    assert len(set(places)) == len(places)


def test_each_row_on_the_page_can_be_put_back_from_there(as_alice, alice):
    make_one_of_each(alice, deleted="leaves")
    page = as_alice.get("/journal/deleted/").text
    addresses = re.findall(r'action="(/[^"]*restore/)"', page)
    assert addresses
    for address in addresses:
        assert as_alice.post(address).status_code == 302
    assert "restore/" not in as_alice.get("/journal/deleted/").text


def test_a_row_says_what_it_was_and_when_it_went(as_alice, alice, clock):
    delete_activity(log(alice, "Thrown away", "We wait."))
    make_document(make_project(alice, "Import"), "Rivals").soft_delete()
    make_recommendation(alice, "Unlock the gate").soft_delete()
    make_lesson(alice, "Test at night").soft_delete()
    make_person(alice, "Priya Raman").soft_delete()
    clock.shift(timedelta(hours=2))
    page = as_alice.get("/journal/deleted/").text
    for words in (
        "Wed 18 Nov 2026 · deleted 2\xa0hours ago",
        "Import · deleted 2\xa0hours ago",
        "recommendation · deleted 2\xa0hours ago",
        "Thrown away",
        "Rivals",
        "Unlock the gate",
        "Test at night",
        "Priya Raman",
    ):
        assert words in page, words
    assert "We wait." not in page  # it went with its entry, and comes back with it


def test_a_quote_that_was_taken_off_names_its_entry(as_alice, alice):
    entry = log(alice, "Briefing", "We wait.", "x" * 300)
    for quote in entry.quotes.all():
        quote.removed_alone = True
        quote.soft_delete("removed_alone")
    page = as_alice.get("/journal/deleted/").text
    assert "“We wait.”" in page
    assert "taken off “Briefing” 0\xa0minutes ago" in page
    assert f"“{'x' * 159}…”" in page


def test_a_milestone_is_put_back_from_its_goal_alone(as_alice, alice):
    make_milestone(make_goal(alice), "Ten briefings").soft_delete()
    assert "Ten briefings" not in as_alice.get("/journal/deleted/").text


def test_what_waited_thirty_days_is_gone_whatever_it_is(alice, bob, clock):
    make_one_of_each(alice, deleted="all")
    log(bob, "Kept")
    assert purge_deleted() == 0
    clock.shift(timedelta(days=31))
    assert purge_deleted() == len(undoable_models())
    for model in undoable_models():
        assert not model.objects.filter(pk=KEY).exists(), model
    assert bob.activities.count() == 1


def test_a_stranger_sees_none_of_it(as_alice, bob):
    delete_activity(log(bob, "Bob’s secret"))
    assert "secret" not in as_alice.get(reverse("deleted")).text
