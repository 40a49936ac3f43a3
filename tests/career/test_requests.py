"""A PM asked for me: one line, from wherever one hears it."""

import html

import pytest

from tests.career.rows import make_request
from tests.factories import TODAY, make_person
from tracker.career.models import Request

NEW = {"who": "Priya Raman", "about": "Read the spec", "date": "2026-11-17", "came_to_me": "on"}


def shown(client, address: str = "/readiness/requests/") -> str:
    return html.unescape(client.get(address).text)


def test_a_request_is_kept_and_a_new_name_becomes_a_pm(as_alice, alice):
    text = html.unescape(as_alice.post("/readiness/requests/new/", NEW, follow=True).text)
    request = Request.objects.get()
    assert (request.about, request.came_to_me) == ("Read the spec", True)
    assert (request.person.name, request.person.kind) == ("Priya Raman", "pm")
    assert "Priya Raman" in text
    alice.refresh_from_db()
    assert alice.points == 0


def test_a_known_name_is_found(as_alice, alice):
    person = make_person(alice, "Priya Raman", kind="mentor", company="Acme")
    as_alice.post("/readiness/requests/new/", NEW)
    assert Request.objects.get().person == person


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("about", "", "Say for what they asked."),
        ("about", "x" * 301, "at most 300"),
        ("date", "2026-11-19", "between 1950 and today"),
        ("who", "Ana, Ben", "Name one person"),
    ],
)
def test_what_is_odd_is_refused_and_kept(as_alice, field, value, sentence):
    answer = as_alice.post("/readiness/requests/new/", NEW | {field: value})
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    assert not Request.objects.exists()


def test_it_is_offered_where_one_hears_it(as_alice, alice):
    person = make_person(alice, "Priya Raman")
    assert f"/readiness/requests/new/?person={person.pk}" in shown(
        as_alice, f"/people/{person.pk}/"
    )
    assert "/readiness/requests/new/" in shown(as_alice, f"/week/{TODAY}/review/")
    assert "/readiness/requests/new/" in shown(as_alice, "/")
    form = as_alice.get(f"/readiness/requests/new/?person={person.pk}").context["form"]
    assert form["who"].value() == "Priya Raman"


def test_quarters_say_how_many_came_by_themselves(as_alice, alice, bob):
    make_request(alice)
    make_request(alice, came_to_me=False)
    make_request(alice, date=TODAY.replace(month=9))
    make_request(bob)
    counts = as_alice.get("/readiness/requests/").context["counts"]
    rows = [(str(count.quarter), count.number, count.came) for count in counts]
    assert rows == [("Q4 2026", 2, 1), ("Q3 2026", 1, 1)]


def test_a_deleted_request_comes_back(as_alice, alice):
    request = make_request(alice)
    as_alice.post(f"/readiness/requests/{request.pk}/delete/")
    assert "Read the import spec" in shown(as_alice, "/journal/deleted/")
    assert not Request.objects.live().exists()
    as_alice.post(f"/readiness/requests/{request.pk}/restore/")
    assert Request.objects.live().exists()


def test_editing_keeps_a_person_who_is_deleted(as_alice, alice):
    person = make_person(alice)
    request = make_request(alice, person=person)
    person.soft_delete()
    as_alice.post(f"/readiness/requests/{request.pk}/edit/", NEW | {"who": "", "about": "New"})
    request.refresh_from_db()
    assert (request.about, request.person) == ("New", person)


def test_it_is_found_by_its_words(as_alice, alice):
    make_request(alice, "Depot interviews")
    assert "Depot" in shown(as_alice, "/search/?q=depot")
