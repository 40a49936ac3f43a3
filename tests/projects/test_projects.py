"""A stint as back-up PM: agreed, worked in, finished."""

import html
from datetime import timedelta

import pytest

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_document, make_person, make_project
from tracker.journal.actions import delete_activity
from tracker.people.models import Person, PersonKind
from tracker.people.names import TypedPeople
from tracker.projects.actions import delete_project, finish_project, save_project
from tracker.projects.models import Project

NEW = {"name": "Import", "first_on": "2026-11-02"}


def shown(client, address: str = "/projects/") -> str:
    return html.unescape(client.get(address).text)


def test_a_name_and_a_first_day_are_enough(as_alice, alice):
    answer = as_alice.post("/projects/new/", NEW, follow=True)
    assert "The project stands." in answer.text
    project = Project.objects.owned_by(alice).get()
    assert (project.name, project.pm, project.last_on) == ("Import", None, None)


def test_an_empty_page_says_what_will_stand_there_and_how_to_begin(as_alice):
    text = shown(as_alice)
    assert "No project yet" in text
    assert "/tasks/offer-to-be-back-up-pm/" in text


def test_a_pm_is_found_by_name_and_a_new_name_becomes_a_pm_of_ones_own(as_alice, alice):
    ana = make_person(alice, "Ana Ruiz")
    as_alice.post("/projects/new/", NEW | {"with_pm": "ana ruiz"})
    as_alice.post("/projects/new/", NEW | {"name": "Export", "with_pm": "Ben Okafor"})
    assert Project.objects.get(name="Import").pm == ana
    ben = Project.objects.get(name="Export").pm
    assert (ben.name, ben.kind, ben.owner) == ("Ben Okafor", PersonKind.PM, alice)


def test_a_strangers_person_is_not_found_by_name(as_alice, alice, bob):
    theirs = make_person(bob, "Ana Ruiz")
    as_alice.post("/projects/new/", NEW | {"with_pm": "Ana Ruiz"})
    assert Project.objects.get().pm != theirs
    assert Project.objects.get().pm.owner == alice


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Give the project a name."),
        ("name", "x" * 121, "at most 120"),
        ("name", "In\x00port", "Null characters"),
        ("product", "x" * 121, "at most 120"),
        ("with_pm", "Ana, Ben", "Name one PM"),
        ("with_pm", "x" * 121, "A name has at most 120 characters."),
        ("first_on", "", "Say from when."),
        ("first_on", "1949-12-31", "Choose a date from 1950 on."),
        ("first_on", "0000-99-99", "Enter a valid date."),
        ("last_on", "2026-11-01", "It ends before it begins."),
        ("last_on", "later", "Enter a valid date."),
        ("scope", "x" * 5001, "at most 5000"),
    ],
)
def test_what_is_odd_is_refused_with_a_sentence_and_kept(as_alice, field, value, sentence):
    answer = as_alice.post("/projects/new/", NEW | {"product": "Depots"} | {field: value})
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    if field != "product":
        assert "Depots" in answer.text
    assert not Project.objects.exists()
    assert not Person.objects.exists()


def test_hostile_words_are_shown_as_words(as_alice, alice):
    hostile = "<script>alert(1)</script>"
    project = make_project(
        alice, hostile, product=hostile, scope=hostile, outcome=hostile, fit_reason=hostile
    )
    for address in ("/projects/", f"/projects/{project.pk}/", f"/projects/{project.pk}/edit/"):
        assert "<script>alert" not in as_alice.get(address).text


def test_those_that_go_on_stand_first_then_the_latest(as_alice, alice, bob):
    make_project(alice, "Old", first_on=TODAY - timedelta(60), last_on=TODAY - timedelta(30))
    make_project(alice, "Recent", first_on=TODAY - timedelta(60), last_on=TODAY - timedelta(1))
    make_project(alice, "Goes on")
    make_project(bob, "Not mine")
    page = as_alice.get("/projects/").context["page"]
    assert [project.name for project in page] == ["Goes on", "Recent", "Old"]


def test_the_list_says_how_far_each_is(as_alice, alice):
    gone = make_project(alice, "Done with", last_on=TODAY - timedelta(days=1), fit="poor")
    make_project(alice, "Next month", first_on=TODAY + timedelta(days=20))
    make_document(gone, "One", done_on=TODAY)
    make_document(gone, "Two")
    make_document(gone, "Three", deleted_at="2026-11-18T11:00Z")
    text = shown(as_alice)
    assert "this work is not for me" in text
    assert "1 of 2 documents done" in text
    assert ">agreed<" in text


def test_finishing_says_what_came_of_it_and_whether_it_fits(as_alice, alice):
    project = make_project(alice)
    address = f"/projects/{project.pk}/finish/"
    assert 'value="2026-11-18"' in as_alice.get(address).text
    data = {
        "last_on": "2026-11-17",
        "outcome": "The preview shipped.",
        "fit": "poor",
        "fit_reason": "I missed building.",
    }
    answer = as_alice.post(address, data, follow=True)
    text = html.unescape(answer.text)
    assert "The preview shipped." in text
    assert "This work is not for me." in text
    assert "I missed building." in text
    project.refresh_from_db()
    assert project.last_on == TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("last_on", "", "Say on which day it ended."),
        ("last_on", "2026-11-19", "That day has not come yet."),
        ("last_on", "2026-11-01", "It ends before it begins."),
        ("fit", "perfect", "not one of the available choices"),
        ("outcome", "x" * 5001, "at most 5000"),
    ],
)
def test_an_odd_end_is_refused_with_a_sentence_and_kept(as_alice, alice, field, value, sentence):
    project = make_project(alice)
    data = {"last_on": "2026-11-18", "fit": "good", "fit_reason": "Typed"} | {field: value}
    answer = as_alice.post(f"/projects/{project.pk}/finish/", data)
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    assert "Typed" in answer.text


def test_its_page_gathers_what_hangs_on_it(as_alice, alice):
    project, other = make_project(alice), make_project(alice, "Other")
    ana, ben = make_person(alice, "Ana"), make_person(alice, "Ben", kind="peer")
    log(alice, "Call one", "We wait.", project=project, people=[ana, ben], minutes=40)
    log(alice, "Call two", "We wait.", "It broke.", project=project, people=[ana], minutes=25)
    log(alice, "Elsewhere", "Other words.", project=other, minutes=99)
    delete_activity(log(alice, "Gone", "Gone words.", project=project, minutes=7))
    answer = as_alice.get(project.get_absolute_url())
    totals = answer.context["totals"]
    # Two free entries at 5 points, two distinct quotes at 50.
    assert (totals.activities, totals.minutes, totals.points, totals.quotes) == (2, 65, 110, 3)
    assert answer.context["people"] == [ana, ben]
    text = html.unescape(answer.text)
    assert "Call two" in text
    assert "It broke." in text
    for not_here in ("Elsewhere", "Other words.", "Gone"):
        assert not_here not in text
    assert f"/journal/?project={project.pk}" in text
    assert f"/quotes/?project={project.pk}" in text
    assert f"/journal/log/?project={project.pk}" in text


def test_a_deleted_pm_is_not_named_and_keeps_the_place(as_alice, alice):
    project = make_project(alice, pm=make_person(alice, "Ana Ruiz"))
    as_alice.post(f"/people/{project.pm.pk}/delete/")
    assert "Ana Ruiz" not in shown(as_alice, f"/projects/{project.pk}/")
    as_alice.post(f"/projects/{project.pk}/edit/", NEW | {"with_pm": ""})
    as_alice.post(f"/people/{project.pm.pk}/restore/")
    assert "Ana Ruiz" in shown(as_alice, f"/projects/{project.pk}/")
    as_alice.post(f"/projects/{project.pk}/edit/", NEW | {"with_pm": ""})
    project.refresh_from_db()
    assert project.pm is None


def test_deleting_keeps_the_entries_and_undo_brings_all_back(as_alice, alice):
    project = make_project(alice)
    make_document(project, "Rivals")
    activity = log(alice, "Call", project=project)
    as_alice.post(f"/projects/{project.pk}/delete/")
    assert as_alice.get(f"/projects/{project.pk}/").status_code == 404
    assert "Import" not in shown(as_alice, activity.get_absolute_url())
    assert "Import" in shown(as_alice, "/journal/deleted/")
    as_alice.post(f"/projects/{project.pk}/restore/")
    text = shown(as_alice, f"/projects/{project.pk}/")
    assert "Rivals" in text
    assert "Call" in text


def test_a_page_left_open_does_not_bring_a_deleted_project_back(as_alice, alice):
    project = make_project(alice)
    open_page = Project.objects.get(pk=project.pk)
    delete_project(project)
    finish_project(open_page)
    save_project(alice, open_page, TypedPeople())
    project.refresh_from_db()
    assert project.deleted_at


def test_a_stranger_reaches_no_project_by_its_key(alice, bob):
    project = make_project(alice)
    client = sign_in(bob)
    for part in ("", "edit/", "finish/", "documents/new/?kind=research"):
        assert client.get(f"/projects/{project.pk}/{part}").status_code == 404


def test_tasks_lead_to_what_they_ask_for(as_alice, alice):
    assert "/projects/new/" in shown(as_alice, "/tasks/offer-to-be-back-up-pm/")
    assert "?document=competition" in shown(as_alice, "/tasks/compare-one-competitor/")
    project = make_project(alice)
    text = shown(as_alice, "/projects/?document=competition")
    assert f"/projects/{project.pk}/documents/new/?kind=competition" in text
    assert "Begin it here" not in shown(as_alice, "/projects/?document=<b>")
