"""One page to read before a talk with somebody."""

import html
from datetime import timedelta

from tests.factories import (
    TODAY,
    log,
    make_lesson,
    make_opening,
    make_person,
    make_quotes,
    make_recommendation,
)
from tracker.recommendations.models import Recommendation

BEFORE = TODAY - timedelta(days=9)


def shown(client, person) -> str:
    return html.unescape(client.get(f"/people/{person.pk}/before/").text)


def test_it_says_what_they_said_and_what_is_open(as_alice, alice):
    person = make_person(
        alice,
        next_touch_on=TODAY,
        next_touch_about="Her roadmap",
        vouch="would",
        vouch_for="A study",
    )
    log(alice, "Coffee", "We export by hand.", people=[person], date=BEFORE)
    advice = make_recommendation(alice, "Export in one click")
    Recommendation.objects.filter(pk=advice.pk).update(state="sent", sent_on=BEFORE, to=person)
    text = shown(as_alice, person)
    for words in ("We export by hand.", "Her roadmap", "A study", "Export in one click"):
        assert words in text
    assert f"/people/{person.pk}/before/" in html.unescape(as_alice.get("/").text)


def test_an_opening_stands_there_for_whom_hires_and_whom_refers(as_alice, alice):
    hires, refers = make_person(alice, "Hana", kind="hiring"), make_person(alice, "Rafe")
    make_opening(alice, "PM for ports", hiring_manager=hires, referrer=refers)
    make_opening(alice, "Long gone", hiring_manager=hires, stage="closed", closed_reason="gone")
    assert "they hire for it" in (page := shown(as_alice, hires))
    assert "PM for ports" in page
    assert "Long gone" not in page
    assert "they would refer you" in shown(as_alice, refers)
    assert "PM for ports" not in shown(as_alice, make_person(alice, "Neither"))


def test_it_says_only_what_is_new_since_the_last_talk(as_alice, alice):
    person = make_person(alice, touched_on=BEFORE)
    make_quotes(alice, "Said before.", on=BEFORE)
    make_quotes(alice, "Said after.", on=TODAY)
    make_lesson(alice, "Learned before", date=BEFORE)
    make_lesson(alice, "Learned after", date=TODAY)
    text = shown(as_alice, person)
    assert "Said after." in text
    assert "Learned after" in text
    assert "before." not in text
    assert "Learned before" not in text


def test_without_anything_it_says_what_will_stand_there(as_alice, alice):
    text = shown(as_alice, make_person(alice))
    assert "Nothing is logged with them yet" in text
    assert "No talk is planned" in text


def test_a_stranger_and_a_deleted_person_have_no_page(as_alice, alice, bob):
    theirs, gone = make_person(bob), make_person(alice, "Gone")
    gone.soft_delete()
    for person in (theirs, gone):
        assert as_alice.get(f"/people/{person.pk}/before/").status_code == 404
