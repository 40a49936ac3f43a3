"""What the task of an entry says about the people who are named on it."""

import html
import re

import pytest

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_person, task
from tests.journal.forms import entry_data
from tracker.journal.actions import delete_activity, restore_activity
from tracker.journal.models import Activity
from tracker.people import actions
from tracker.people.models import Person
from tracker.people.steps import TASK_PEOPLE

MEET = "Meet every product manager"


def write(client, **fields) -> str:
    return html.unescape(client.post("/journal/log/", entry_data(**fields), follow=True).text)


def buttons(text: str, words: str) -> list[str]:
    """Return where the buttons of the messages lead that hold `words`."""
    messages = re.findall(r'<div class="message.*?</div>', text, re.DOTALL)
    addresses = []
    for message in messages:
        if words in message:
            addresses += re.findall(r'action="([^"]+)"', message)
    return addresses


def test_every_task_that_says_something_is_shipped(catalogue):
    for slug in TASK_PEOPLE:
        assert task(slug).status == "published"


@pytest.mark.parametrize(
    ("slug", "kind", "stage"),
    [
        ("meet-every-product-manager", "pm", 1),
        ("say-you-are-interested", "pm", 2),
        ("ask-how-they-got-in", "pm", 3),
        ("offer-to-be-back-up-pm", "pm", 2),
        ("mentor-a-newer-pm", "pm", 1),
        ("find-a-mentor", "mentor", 0),
        ("earn-a-reference", "peer", 0),
        ("review-a-spec", "peer", 0),
    ],
)
def test_a_new_name_becomes_what_the_task_says(as_alice, alice, slug, kind, stage):
    write(as_alice, task=task(slug).title, people="Ana Ruiz")
    ana = Person.objects.get()
    assert (ana.kind, ana.stage) == (kind, stage)


def test_who_was_met_stands_on_the_map_and_undo_takes_it_back(as_alice, alice):
    text = write(as_alice, task=MEET, people="Ana Ruiz")
    assert "Ana Ruiz: product manager at my company, met." in text
    assert "met 1 of 1" in as_alice.get("/people/").text
    [undo] = buttons(text, "Ana Ruiz: product")
    as_alice.post(undo)
    ana = Person.objects.get()
    assert (ana.kind, ana.stage, ana.met_on) == ("peer", 0, None)
    assert Activity.objects.get().people.get() == ana


def test_one_who_is_listed_is_met_and_deleting_the_entry_takes_that_back(alice):
    ana = make_person(alice)
    entry = log(alice, task=task("meet-every-product-manager"), people=[ana])
    ana.refresh_from_db()
    assert (ana.stage, ana.met_on) == (1, TODAY)
    delete_activity(entry)
    ana.refresh_from_db()
    assert (ana.stage, ana.met_on) == (0, None)
    restore_activity(entry)
    ana.refresh_from_db()
    assert (ana.stage, ana.met_on) == (1, TODAY)


def test_a_tap_stands_without_the_entry(alice):
    ana = make_person(alice)
    entry = log(alice, task=task("meet-every-product-manager"), people=[ana])
    ana.refresh_from_db()
    actions.move(ana, Person.Stage.TOLD)
    delete_activity(entry)
    ana.refresh_from_db()
    assert ana.stage == Person.Stage.TOLD


def test_a_peer_is_asked_about_and_left_until_the_answer(as_alice, alice):
    ana = make_person(alice, kind="peer")
    text = write(as_alice, task=MEET, people="Ana Ruiz")
    ana.refresh_from_db()
    assert (ana.kind, ana.stage) == ("peer", 0)
    [yes] = buttons(text, "A product manager at your company: Ana Ruiz?")
    text = html.unescape(as_alice.post(yes, follow=True).text)
    ana.refresh_from_db()
    assert (ana.kind, ana.stage, ana.met_on) == ("pm", 1, TODAY)
    [undo] = buttons(text, "Ana Ruiz: product manager at my company, met.")
    as_alice.post(undo)
    ana.refresh_from_db()
    assert (ana.kind, ana.stage) == ("peer", 0)


@pytest.mark.parametrize("values", [{"kind": "mentor"}, {"kind": "peer", "company": "Acme"}])
def test_nobody_who_is_something_else_is_turned_or_asked_about(as_alice, alice, values):
    ana = make_person(alice, **values)
    text = write(as_alice, task=MEET, people=ana.label)
    assert "your company: Ana" not in text
    ana.refresh_from_db()
    assert (ana.kind, ana.stage) == (values["kind"], 0)


def test_a_reference_is_asked_about_after_the_entry(as_alice, alice):
    ana = make_person(alice, kind="peer")
    text = write(as_alice, task=task("earn-a-reference").title, people="Ana Ruiz")
    [yes] = buttons(text, "Agreed to vouch for you: Ana Ruiz?")
    text = html.unescape(as_alice.post(yes, follow=True).text)
    ana.refresh_from_db()
    assert (ana.vouch, ana.asked_on, ana.kind) == ("agreed", TODAY, "peer")
    [undo] = buttons(text, "Ana Ruiz: has agreed")
    as_alice.post(undo)
    ana.refresh_from_db()
    assert ana.vouch == "unknown"


def test_who_unticks_the_step_moves_nobody(as_alice, alice):
    ana = make_person(alice)
    write(as_alice, task=MEET, people="Ana Ruiz", step="0")
    ana.refresh_from_db()
    assert ana.stage == 0


def test_names_that_follow_a_tick_count_too_and_other_edits_move_nobody(as_alice, alice):
    entry = log(alice, "", task=task("meet-every-product-manager"))
    ana = make_person(alice)

    def edit(**fields):
        entry.refresh_from_db()
        token = {"edit_token": entry.updated_at.isoformat()}
        data = entry_data(task=MEET, people="Ana Ruiz", **token, **fields)
        assert as_alice.post(f"/journal/{entry.pk}/edit/", data).status_code == 302
        ana.refresh_from_db()

    edit()
    assert ana.stage == 1
    actions.move(ana, Person.Stage.LISTED)
    edit(notes="Over coffee.")
    assert ana.stage == 0


def test_the_quick_line_moves_on_and_its_undo_takes_back(as_alice, alice):
    ana = make_person(alice)
    line = {"what": f"{MEET} with Ana Ruiz", "client_id": entry_data()["client_id"]}
    answer = as_alice.post("/journal/log/quick/", line, follow=True)
    text = html.unescape(answer.text)
    ana.refresh_from_db()
    assert (ana.stage, "Ana Ruiz: met." in text) == (1, True)
    as_alice.post(f"/journal/{Activity.objects.get().pk}/delete/")
    ana.refresh_from_db()
    assert ana.stage == 0


def test_bob_answers_nothing_for_alice(alice, bob):
    as_bob = sign_in(bob)
    ana = make_person(alice, kind="peer")
    entry = log(alice, "", task=task("meet-every-product-manager"), people=[ana])
    own = log(bob, "", task=task("meet-every-product-manager"))
    for pk, status in ((entry.pk, 404), (own.pk, 302)):
        answer = as_bob.post(f"/journal/{pk}/people/yes/?person={ana.pk}")
        assert answer.status_code == status
        assert as_bob.post(f"/journal/{pk}/people/undo/?person={ana.pk}").status_code == status
    ana.refresh_from_db()
    assert ana.kind == "peer"
