"""Entries name a project."""

import html
import uuid
from datetime import timedelta

import pytest

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_project
from tests.journal.forms import entry_data
from tracker.journal.actions import says_the_same
from tracker.journal.models import Activity


@pytest.fixture
def project(alice):
    return make_project(alice)


def form_of(client, address: str = "/journal/log/"):
    return client.get(address).context["form"]


def test_nobody_without_a_project_sees_an_empty_list(as_alice, alice, bob):
    make_project(bob)
    assert not form_of(as_alice).offers_project
    assert "id_project" not in as_alice.get("/journal/log/").text


def test_ones_own_projects_are_offered_those_that_go_on_first(as_alice, alice, bob, project):
    make_project(alice, "Ended", last_on="2026-11-17")
    make_project(alice, "Deleted", deleted_at="2026-11-17T10:00Z")
    make_project(bob, "Not mine")
    names = [name for _key, name in form_of(as_alice).fields["project"].choices]
    assert names == ["No project", "Import", "Ended"]


def test_an_entry_is_logged_for_a_project_and_says_so(as_alice, project):
    as_alice.post("/journal/log/", entry_data(title="Call", project=project.pk))
    activity = Activity.objects.get()
    assert activity.project == project
    text = as_alice.get(activity.get_absolute_url()).text
    assert f'href="/projects/{project.pk}/"' in text


def test_the_address_chooses_the_project(as_alice, alice, bob, project):
    theirs = make_project(bob)
    assert form_of(as_alice, f"/journal/log/?project={project.pk}")["project"].value() == project.pk
    for odd in (theirs.pk, "0", "-1", "x", "%00", "9" * 40, "²"):
        assert not form_of(as_alice, f"/journal/log/?project={odd}")["project"].value()


@pytest.mark.parametrize("key", ["x", "-1", "9" * 40, "²", "1.5"])
def test_a_key_that_is_none_is_refused_and_what_was_typed_stays(as_alice, project, key):
    answer = as_alice.post("/journal/log/", entry_data(title="Call", project=key))
    assert answer.status_code == 422
    assert "That project is not there any more." in answer.text
    assert "Call" in answer.text
    assert not Activity.objects.exists()


def test_a_strangers_project_is_refused(as_alice, bob, project):
    theirs = make_project(bob, "Secret stint")
    answer = as_alice.post("/journal/log/", entry_data(title="Call", project=theirs.pk))
    assert answer.status_code == 422
    assert "Secret stint" not in answer.text
    assert not Activity.objects.exists()


def test_editing_changes_the_project_and_can_take_it_off(as_alice, alice, project):
    other = make_project(alice, "Other")
    activity = log(alice, "Call", project=project)
    for chosen in (other, None):
        activity.refresh_from_db()
        data = entry_data(
            title="Call",
            project=chosen.pk if chosen else "",
            edit_token=activity.updated_at.isoformat(),
            client_id=activity.client_id,
        )
        as_alice.post(f"/journal/{activity.pk}/edit/", data)
        activity.refresh_from_db()
        assert activity.project == chosen


@pytest.mark.parametrize("another", [True, False])
def test_editing_meanwhile_keeps_the_place_of_a_deleted_project(as_alice, alice, project, another):
    if another:
        make_project(alice, "Other")
    activity = log(alice, "Call", project=project)
    as_alice.post(f"/projects/{project.pk}/delete/")
    data = entry_data(
        title="A call",
        project="",
        edit_token=activity.updated_at.isoformat(),
        client_id=activity.client_id,
    )
    as_alice.post(f"/journal/{activity.pk}/edit/", data)
    activity.refresh_from_db()
    assert (activity.title, activity.project) == ("A call", project)


def test_editing_in_place_leaves_the_project_alone(as_alice, alice, project):
    activity = log(alice, "Call", project=project)
    data = {
        "title": "A call",
        "date": "2026-11-18",
        "minutes": "",
        "notes": "",
        "edit_token": activity.updated_at.isoformat(),
    }
    assert as_alice.post(f"/journal/{activity.pk}/edit/short/", data).status_code == 302
    activity.refresh_from_db()
    assert (activity.title, activity.project) == ("A call", project)


def test_the_same_again_is_for_the_same_project_unless_it_is_deleted(as_alice, alice, project):
    activity = log(alice, "Call", project=project, date=TODAY - timedelta(days=8))
    as_alice.post(f"/journal/{activity.pk}/again/", {"client_id": uuid.uuid4()})
    assert Activity.objects.latest("pk").project == project
    as_alice.post(f"/projects/{project.pk}/delete/")
    as_alice.post(f"/journal/{activity.pk}/again/", {"client_id": uuid.uuid4()})
    assert Activity.objects.count() == 3
    assert Activity.objects.latest("pk").project is None


def test_a_form_sent_twice_with_another_project_is_not_the_same(as_alice, alice, project):
    data = entry_data(title="Call", project=project.pk)
    as_alice.post("/journal/log/", data)
    assert "was saved before." in as_alice.post("/journal/log/", data, follow=True).text
    answer = as_alice.post("/journal/log/", data | {"project": ""})
    assert answer.status_code == 422
    assert Activity.objects.count() == 1
    activity = Activity.objects.get()
    assert says_the_same(Activity(title="Call", date=TODAY, project=project), activity)
    assert not says_the_same(Activity(title="Call", date=TODAY), activity)


def test_the_journal_shows_the_entries_of_a_project(as_alice, alice, bob, project):
    log(alice, "For it", project=project)
    log(alice, "Elsewhere")
    theirs = make_project(bob, "Secret stint")
    text = html.unescape(as_alice.get(f"/journal/?project={project.pk}").text)
    assert "For it" in text
    assert "For <bdi>Import</bdi>" in text
    assert "Elsewhere" not in text
    for odd in (theirs.pk, "x", "9" * 40, "%00"):
        text = as_alice.get(f"/journal/?project={odd}").text
        assert "Elsewhere" in text
        assert "Secret stint" not in text


def test_a_stranger_sees_no_project_on_a_page_of_their_own(alice, bob, project):
    log(alice, "Call", project=project)
    assert "Import" not in sign_in(bob).get("/projects/").text
