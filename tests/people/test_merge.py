"""Two rows that are one person become one, after a look at what that would be."""

import html
from datetime import date

from tests.factories import log, make_person
from tracker.people.models import Person


def test_what_is_known_twice_stays_and_what_is_known_once_is_kept(as_alice, alice):
    kept = make_person(
        alice, "Ana Ruiz", role="PM", note="Likes tea.", stage=1, touched_on=date(2026, 11, 2)
    )
    other = make_person(
        alice,
        "Ana Ruíz",
        role="Senior PM",
        works_on="Billing",
        note="Plays chess.",
        stage=3,
        vouch="would",
        touched_on=date(2026, 11, 9),
        links="https://example.org/ana",
    )
    activity = log(alice, "Coffee", people=[other])
    introduced = make_person(alice, "Cleo", kind="hiring", through=other)

    text = html.unescape(as_alice.get(f"/people/{kept.pk}/merge/?other={other.pk}").text)
    assert "1 entry of “Ana Ruíz” moves here." in text
    assert "Billing" in text
    kept.refresh_from_db()
    assert kept.works_on == ""

    as_alice.post(f"/people/{kept.pk}/merge/", {"other": other.pk})
    kept.refresh_from_db()
    assert (kept.name, kept.role, kept.works_on, kept.stage, kept.vouch) == (
        "Ana Ruiz",
        "PM",
        "Billing",
        3,
        "would",
    )
    assert kept.note == "Likes tea.\n\nPlays chess."
    assert kept.touched_on == date(2026, 11, 9)
    assert list(activity.people.all()) == [kept]
    introduced.refresh_from_db()
    assert introduced.through == kept
    assert not Person.objects.filter(pk=other.pk).exists()


def test_an_entry_with_both_has_one_of_them_afterwards(as_alice, alice):
    kept, other = make_person(alice, "Ana"), make_person(alice, "Anna")
    activity = log(alice, "Coffee", people=[kept, other])
    as_alice.post(f"/people/{kept.pk}/merge/", {"other": other.pk})
    assert list(activity.people.all()) == [kept]


def test_nobody_is_known_through_themselves_afterwards(as_alice, alice):
    other = make_person(alice, "Anna")
    kept = make_person(alice, "Ana", through=other)
    as_alice.post(f"/people/{kept.pk}/merge/", {"other": other.pk})
    kept.refresh_from_db()
    assert kept.through is None
    # and the other way round
    first = make_person(alice, "Ben")
    second = make_person(alice, "Benn", through=first)
    as_alice.post(f"/people/{first.pk}/merge/", {"other": second.pk})
    first.refresh_from_db()
    assert first.through is None


def test_likely_ones_are_offered_and_others_are_searched_for(as_alice, alice):
    kept = make_person(alice, "Ana Ruiz")
    make_person(alice, "Ana Ruíz", kind="peer", company="Acme")
    make_person(alice, "Somebody Else")
    text = html.unescape(as_alice.get(f"/people/{kept.pk}/merge/").text)
    assert "Ana Ruíz (Acme)" in text
    assert "Somebody Else" not in text
    assert "Somebody Else" in as_alice.get(f"/people/{kept.pk}/merge/?q=else").text


def test_a_strangers_person_cannot_be_merged_in(as_alice, alice, bob):
    ana, anna = make_person(alice, "Ana"), make_person(bob, "Anna", note="Bob’s note")
    for other in (anna.pk, ana.pk, "x", "9" * 30):
        assert "Bob’s note" not in as_alice.get(f"/people/{ana.pk}/merge/?other={other}").text
        as_alice.post(f"/people/{ana.pk}/merge/", {"other": other})
    assert Person.objects.count() == 2
