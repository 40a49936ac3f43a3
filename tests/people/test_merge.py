"""Two rows that are one person become one, after a look at what that would be."""

import html
from datetime import date

import pytest
from django.forms.models import model_to_dict

from tests.factories import log, make_person
from tracker.people.forms import PersonForm
from tracker.people.joining.actions import merge, take_apart
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
    assert kept.note.startswith("Likes tea.\n\nPlays chess.\n\n")
    assert "- Role and company: Senior PM" in kept.note
    assert kept.touched_on == date(2026, 11, 9)
    assert list(activity.people.all()) == [kept]
    introduced.refresh_from_db()
    assert introduced.through == kept
    assert not Person.objects.live().filter(pk=other.pk).exists()


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


def together(alice, first: dict, second: dict) -> tuple[Person, Person]:
    return make_person(alice, "Ana", **first), make_person(alice, "Anna", **second)


def test_a_talk_and_what_it_is_about_stay_together(as_alice, alice):
    kept, other = together(
        alice,
        {"next_touch_on": date(2026, 12, 20), "next_touch_about": "ask about the pricing study"},
        {"next_touch_on": date(2026, 12, 1), "next_touch_about": "return her book"},
    )
    text = html.unescape(as_alice.get(f"/people/{kept.pk}/merge/?other={other.pk}").text)
    assert "20 Dec 2026 · ask about the pricing study" in text
    assert "1 Dec 2026 · return her book" in text
    as_alice.post(f"/people/{kept.pk}/merge/", {"other": other.pk})
    kept.refresh_from_db()
    assert (kept.next_touch_on.day, kept.next_touch_about) == (1, "return her book")
    assert "- Next talk: 20 Dec 2026 · ask about the pricing study" in kept.note


def test_a_vouching_and_its_day_stay_together_and_the_other_may_be_taken(as_alice, alice):
    first = {"vouch": "not-yet", "vouch_for": "the churn analysis", "asked_on": date(2026, 3, 1)}
    second = {"vouch": "agreed", "vouch_for": "the launch list", "asked_on": date(2026, 10, 1)}
    kept, other = together(alice, first, second)
    merge(kept, other)
    kept.refresh_from_db()
    assert {name: getattr(kept, name) for name in second} == second
    assert "not yet · the churn analysis · asked on 1 Mar 2026" in kept.note
    kept, other = together(alice, first, second)
    data = {"other": other.pk, "take_vouching": "kept", "take_name": "other"}
    as_alice.post(f"/people/{kept.pk}/merge/", data)
    kept.refresh_from_db()
    assert {name: getattr(kept, name) for name in first} == first
    assert kept.name == "Anna"
    assert "- Name: Ana" in kept.note


def test_links_that_do_not_fit_stay_in_the_note(alice):
    links = [f"https://example.org/{number}/{'a' * 152}" for number in range(10)]
    kept, other = together(alice, {"links": "\n".join(links[:5])}, {"links": "\n".join(links[5:])})
    merge(kept, other)
    kept.refresh_from_db()
    assert kept.link_list == links[:5]
    for link in links[5:]:
        assert f"- {link}" in kept.note
    assert PersonForm(alice, model_to_dict(kept) | {"through": ""}, instance=kept).is_valid()


def test_notes_that_do_not_fit_are_said_before_and_become_an_entry(as_alice, alice):
    kept, other = together(alice, {"note": "a" * 4_986}, {"note": "b" * 4_200})
    shown = as_alice.get(f"/people/{kept.pk}/merge/?other={other.pk}").text
    assert "becomes the notes of an entry" in shown
    assert "becomes the notes" not in as_alice.get(f"/people/{kept.pk}/").text
    merge(kept, other)
    kept.refresh_from_db()
    assert kept.note == "a" * 4_986
    [entry] = kept.activities.live()
    assert entry.notes.startswith("b" * 4_200)
    assert "- Name: Anna" in entry.notes


def test_no_company_is_written_for_a_product_manager_of_ones_own(alice):
    kept, other = together(
        alice, {"kind": "pm"}, {"kind": "peer", "company": "Acme", "role": "Lead"}
    )
    merge(kept, other)
    kept.refresh_from_db()
    assert (kept.kind, kept.company, kept.role) == ("pm", "", "Lead")
    assert "- Company: Acme" in kept.note
    assert "- Kind: peer" in kept.note
    assert PersonForm(alice, model_to_dict(kept) | {"through": ""}, instance=kept).is_valid()


def test_a_way_that_would_lead_back_is_left(alice):
    kept, other = together(alice, {}, {})
    between = make_person(alice, "Cleo", through=other)
    kept.through = between
    kept.save()
    merge(kept, other)
    kept.refresh_from_db()
    between.refresh_from_db()
    assert (between.through, kept.through) == (kept, None)
    assert "- Known through: Cleo" in kept.note


def test_joining_is_undone_with_all_that_came_along(as_alice, alice):
    kept, other = together(
        alice, {"note": "Tea.", "stage": 1}, {"note": "b" * 4_999, "stage": 2, "works_on": "Bills"}
    )
    both, theirs = log(alice, "Both", people=[kept, other]), log(alice, "Theirs", people=[other])
    friend = make_person(alice, "Cleo", through=other)
    before = [model_to_dict(person) for person in (kept, other)]
    as_alice.post(f"/people/{kept.pk}/merge/", {"other": other.pk})
    assert "joined to Ana" in as_alice.get("/journal/deleted/").text
    own, since = log(alice, "Since", people=[kept]), Person.objects.get(pk=kept.pk)
    since.how_met = "At a fair"
    since.save()
    answer = as_alice.post(f"/people/{other.pk}/restore/", follow=True)
    assert "Two again: Ana and Anna." in html.unescape(answer.text)
    for person, values in zip((kept, other), before, strict=True):
        person.refresh_from_db()
        assert model_to_dict(person) == values | {"how_met": person.how_met}
    assert (kept.how_met, other.how_met) == ("At a fair", "")
    friend.refresh_from_db()
    assert friend.through == other
    assert set(kept.activities.live()) == {both, own}
    assert set(other.activities.live()) == {both, theirs}
    assert other.logged_on == theirs.date


def test_two_joins_at_once_are_one(as_alice, alice):
    kept, other = together(alice, {}, {})
    for _again in range(2):
        answer = as_alice.post(f"/people/{kept.pk}/merge/", {"other": other.pk}, follow=True)
        assert "Now one person: Ana." in answer.text
    # and the other way round, from a window that was open before
    answer = as_alice.post(f"/people/{other.pk}/merge/", {"other": kept.pk})
    assert answer.status_code == 404
    with pytest.raises(Person.DoesNotExist):
        merge(other, kept)


def test_who_was_joined_twice_is_taken_apart_from_whoever_has_the_entries_now(alice):
    first, second, third = (make_person(alice, name) for name in ("Ana", "Anna", "Anja"))
    entry = log(alice, "Coffee", people=[first])
    merge(second, first)
    merge(third, second)
    first.refresh_from_db()
    assert take_apart(first) == third
    assert list(entry.people.all()) == [first]
