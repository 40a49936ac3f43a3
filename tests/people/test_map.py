"""The PM-team map: who stands where, and what moves them on."""

import html

import pytest

from tests.factories import TODAY, log, make_person, task
from tests.journal.forms import entry_data
from tracker.people.models import Person
from tracker.people.steps import STEPS, PeopleStep, next_step

Stage = Person.Stage


def shown(client, address: str = "/people/map/") -> str:
    return html.unescape(client.get(address).text)


@pytest.mark.parametrize(
    ("kind", "stage", "comes_next"),
    [
        ("pm", Stage.LISTED, Stage.MET),
        ("pm", Stage.MET, Stage.TOLD),
        ("pm", Stage.TOLD, Stage.ASKED),
        ("pm", Stage.ASKED, Stage.BACK_UP),
        ("pm", Stage.BACK_UP, None),
        ("mentor", Stage.LISTED, None),
        ("hiring", Stage.MET, None),
    ],
)
def test_what_comes_next(kind, stage, comes_next):
    step = next_step(Person(kind=kind, stage=stage))
    assert (step.stage if step else None) == comes_next


def test_every_step_has_a_task_that_is_shipped(catalogue):
    for step in STEPS.values():
        assert task(step.task).status == "published"


# How far somebody is, the step of an entry with them, and how far they are then.
MOVES = [
    ("pm", 0, "1", 1),
    ("pm", 0, "3", 3),
    ("pm", 2, "1", 2),
    ("pm", 4, "4", 4),
    ("peer", 0, "1", 0),
    ("pm", 1, "", 1),
    ("pm", 1, "agreed", 1),
]


@pytest.mark.parametrize(("kind", "before", "step", "after"), MOVES)
def test_logging_a_step_moves_on_and_never_back(alice, kind, before, step, after):
    person = make_person(alice, kind=kind, stage=before)
    log(alice, "Coffee", people=[person], step=PeopleStep(step) if step else None)
    person.refresh_from_db()
    assert person.stage == after


@pytest.mark.parametrize("vouch", ["unknown", "not-yet", "would", "agreed"])
def test_logging_that_somebody_agreed_to_vouch(alice, vouch):
    person = make_person(alice, kind="mentor", vouch=vouch)
    log(alice, "Asked", people=[person], step=PeopleStep.AGREED)
    person.refresh_from_db()
    assert person.vouch == "agreed"
    assert person.asked_on == (None if vouch == "agreed" else TODAY)


def test_the_map_says_how_many_are_met(as_alice, alice):
    for number, stage in enumerate([0, 0, 1, 4]):
        make_person(alice, f"PM {number}", stage=stage)
    make_person(alice, "A mentor", kind="mentor", stage=1)
    assert "met 2 of 4" in shown(as_alice)
    assert "met 2 of 4" in shown(as_alice, "/people/")
    assert "Would have me" not in shown(as_alice, "/people/")


def test_one_tap_moves_on_offers_to_log_it_and_can_be_undone(as_alice, alice):
    person = make_person(alice)
    answer = as_alice.post(f"/people/{person.pk}/stage/1/", follow=True)
    text = html.unescape(answer.text)
    assert "Ana Ruiz: met." in text
    assert f"/journal/log/?task=meet-every-product-manager&person={person.pk}" in text
    assert f'action="/people/{person.pk}/stage/0/"' in text
    as_alice.post(f"/people/{person.pk}/stage/0/")
    person.refresh_from_db()
    assert person.stage == Stage.LISTED


def test_a_state_that_does_not_exist_is_not_found(as_alice, alice):
    pm, mentor = make_person(alice), make_person(alice, "Mo", kind="mentor")
    assert as_alice.post(f"/people/{pm.pk}/stage/5/").status_code == 404
    assert as_alice.post(f"/people/{mentor.pk}/stage/1/").status_code == 404


def test_the_log_form_comes_prefilled_and_says_what_it_will_move(as_alice, alice):
    person = make_person(alice)
    address = f"/journal/log/?task=meet-every-product-manager&person={person.pk}&step=1"
    text = shown(as_alice, address)
    assert 'value="Meet every product manager' in text
    assert 'value="Ana Ruiz"' in text
    assert "Saving moves them on to: met" in text
    answer = as_alice.post(
        "/journal/log/", entry_data(title="Coffee", people="Ana Ruiz", step="1"), follow=True
    )
    assert "Ana Ruiz: met." in html.unescape(answer.text)
    person.refresh_from_db()
    assert (person.stage, person.logged_on) == (Stage.MET, TODAY)


def test_a_new_pm_is_listed_and_met_in_one_entry(as_alice, alice):
    as_alice.post("/journal/log/", entry_data(title="Coffee", people="Ben Okafor", step="1"))
    ben = Person.objects.owned_by(alice).get()
    assert (ben.name, ben.kind, ben.stage) == ("Ben Okafor", "pm", Stage.MET)


def test_an_odd_step_is_refused(as_alice, alice):
    make_person(alice)
    answer = as_alice.post("/journal/log/", entry_data(title="Coffee", people="Ana Ruiz", step="9"))
    assert answer.status_code == 422


def test_the_choices_of_the_form_are_the_states_and_the_reference():
    assert PeopleStep.values == ["0", "1", "2", "3", "4", "agreed"]


def test_an_empty_map_says_how_to_begin(as_alice, alice):
    assert "Start with your own PM team" in shown(as_alice, "/people/")
    make_person(alice, kind="mentor")
    assert "Nobody of your own PM team yet" in shown(as_alice)
