"""The same as last time, with one tap."""

import re
import uuid
from datetime import timedelta

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_person, make_task, task
from tracker.journal.models import Activity, Quote

YESTERDAY = TODAY - timedelta(days=1)


def again(client, activity, client_id=None):
    data = {"client_id": client_id or uuid.uuid4()}
    return client.post(f"/journal/{activity.pk}/again/", data, follow=True)


def test_alice_logs_the_same_again_with_its_people_but_not_its_words(as_alice, alice):
    ana = make_person(alice)
    activity = log(
        alice,
        "For Acme",
        "We wait.",
        task=task("review-a-spec"),
        minutes=45,
        notes="Long notes",
        lesson="Listen.",
        people=[ana],
        date=YESTERDAY,
    )
    answer = again(as_alice, activity)
    assert "Logged: 10 points." in answer.text
    new = Activity.objects.latest("pk")
    assert (new.task, new.title, new.minutes) == (activity.task, "For Acme", 45)
    assert (new.date, new.notes, new.lesson) == (TODAY, "", "")
    assert list(new.people.all()) == [ana]
    assert Quote.objects.count() == 1
    ana.refresh_from_db()
    assert ana.logged_on == TODAY


def test_an_undo_stands_beside_the_points(as_alice, alice):
    page = again(as_alice, log(alice, "Lunch")).text
    new = Activity.objects.latest("pk")
    assert f'action="/journal/{new.pk}/delete/"' in page
    as_alice.post(f"/journal/{new.pk}/delete/")
    assert Activity.objects.live().count() == 1


def test_a_double_tap_makes_one_entry(as_alice, alice):
    activity, client_id = log(alice, "Lunch"), uuid.uuid4()
    again(as_alice, activity, client_id)
    assert again(as_alice, activity, client_id).redirect_chain == [("/", 302)]
    assert Activity.objects.count() == 2


def test_a_tap_that_comes_after_the_undo_makes_nothing(as_alice, alice):
    activity, client_id = log(alice, "Lunch"), uuid.uuid4()
    again(as_alice, activity, client_id)
    as_alice.post(f"/journal/{Activity.objects.latest('pk').pk}/delete/")
    assert "That entry was made and deleted." in again(as_alice, activity, client_id).text
    assert Activity.objects.live().count() == 1


def test_a_button_without_its_identity_asks_for_another_tap(as_alice, alice):
    answer = again(as_alice, log(alice, "Lunch"), "nonsense")
    assert "Press it once more." in answer.text
    assert Activity.objects.count() == 1


def test_a_retired_task_is_not_logged_anew(as_alice, alice):
    card = make_task("Old ways")
    activity = log(alice, "", task=card)
    card.status = "archived"
    card.save()
    assert "Same again today" not in as_alice.get("/").text
    assert "Its task is retired" in again(as_alice, activity).text
    assert Activity.objects.count() == 1


def test_somebody_deleted_is_not_brought_along(as_alice, alice):
    ana = make_person(alice)
    activity = log(alice, "Lunch", people=[ana])
    as_alice.post(f"/people/{ana.pk}/delete/")
    again(as_alice, activity)
    assert not Activity.objects.latest("pk").people.exists()


def test_this_week_offers_it_once_for_the_latest_entry(as_alice, alice):
    log(alice, "Before", date=YESTERDAY)
    activity = log(alice, "Latest")
    page = as_alice.get("/").text
    assert re.findall(r"/journal/(\d+)/again/", page) == [str(activity.pk)]
    assert "/again/" not in as_alice.get("/week/2026-11-09/").text
    assert f"/journal/{activity.pk}/again/" in as_alice.get(activity.get_absolute_url()).text


def test_bob_cannot_repeat_what_alice_did(alice, bob):
    activity = log(alice, "Secret lunch")
    assert again(sign_in(bob), activity).status_code == 404
    assert Activity.objects.count() == 1
