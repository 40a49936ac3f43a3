"""The advert as its hiring manager reads it: pasted, marked, tied, printed."""

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import sign_in
from tests.factories import log, make_lesson, make_opening, make_person
from tests.openings.adverts import LIST
from tests.openings.pages import page_of
from tracker.openings.advert.actions import keep_advert, mark_lines, tie
from tracker.openings.advert.models import MOST_PROOFS, AdvertLine, Proof
from tracker.people.joining.actions import merge, take_apart
from tracker.people.models import Person


@pytest.fixture
def opening(alice):
    opening = make_opening(alice)
    keep_advert(opening, LIST.text)
    return opening


def line(beginning: str) -> AdvertLine:
    return AdvertLine.objects.get(text__startswith=beginning)


def address(beginning: str) -> str:
    return f"/openings/lines/{line(beginning).pk}/"


def test_it_is_pasted_and_every_line_is_shown(as_alice, alice):
    opening = make_opening(alice)
    assert as_alice.get(f"/openings/{opening.pk}/advert/").status_code == 302
    page = as_alice.post(
        f"/openings/{opening.pk}/advert/paste/", {"advert": LIST.text}, follow=True
    )
    assert "5 lines ask for something" in page_of(page)
    for shown in AdvertLine.objects.all():
        assert shown.text in page_of(page)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste the text of the advert."),
        ("— • —", "There are no words in it."),
        ("a" * 30_001, "30000 characters"),
    ],
)
def test_what_is_no_advert_is_said(as_alice, alice, text, sentence):
    opening = make_opening(alice)
    answer = as_alice.post(f"/openings/{opening.pk}/advert/paste/", {"advert": text})
    assert answer.status_code == 422
    assert sentence in page_of(answer)


def test_marks_are_saved_together_without_script(as_alice, opening):
    sent = {
        f"line-{line('Own').pk}": "proof",
        f"line-{line('Interview').pk}": "none",
        f"line-{line('SQL').pk}": "aside",
        f"line-{line('About').pk}": "",
        "line-x": "proof",
        f"line-{line('3+').pk}": "certainly",
    }
    as_alice.post(f"/openings/{opening.pk}/advert/", sent)
    assert (line("Own").mark, line("Interview").mark, line("3+").mark) == ("proof", "none", "")
    assert not line("SQL").is_requirement
    assert line("About").is_requirement


def test_what_they_would_miss_first_is_in_the_advert_order_needs_before_wishes(as_alice, opening):
    marks = {line("SQL").pk: "none", line("3+").pk: "part", line("Interview").pk: "none"}
    mark_lines(opening, marks)
    page = page_of(as_alice.get(f"/openings/{opening.pk}/advert/"))
    missed = page[page.index("What they would miss first") :]
    places = [missed.index(text) for text in ("Interview", "3+ years", "SQL")]
    assert places == sorted(places)
    assert 'href="/tasks/' in missed


def test_a_gap_names_tasks_of_its_skill_those_not_done_first(as_alice, alice, opening):
    mark_lines(opening, {line("Interview").pk: "none"})
    page = as_alice.get(f"/openings/{opening.pk}/advert/")
    first = page.context["gaps"][0].tasks[0]
    assert "discovery-interviews" in first.skill_slugs
    log(alice, "Did it", task=first)
    again = as_alice.get(f"/openings/{opening.pk}/advert/")
    assert again.context["gaps"][0].tasks[0] != first


def test_evidence_is_found_by_its_words_and_tied(as_alice, alice, opening):
    entry = log(alice, "Rode along on the night shift", "The gate is never locked.")
    make_lesson(alice, "Night shifts count twice")
    page = page_of(as_alice.get(address("Interview"), {"q": "night"}))
    assert "Rode along on the night shift" in page
    assert "Night shifts count twice" in page
    sent = {"kind": "quote", "key": entry.quotes.get().pk}
    page = page_of(as_alice.post(f"{address('Interview')}tie/", sent, follow=True))
    assert "“The gate is never locked.”" in page
    assert line("Interview").mark == "part"
    undo = f"/openings/proofs/{Proof.objects.get().pk}/untie/"
    assert undo in page
    as_alice.post(undo)
    assert not Proof.objects.exists()


def test_nothing_of_somebody_else_can_be_tied_or_found(as_alice, bob, alice, opening):
    his = log(bob, "His night shift")
    assert "His night shift" not in page_of(as_alice.get(address("Own"), {"q": "night"}))
    answer = as_alice.post(f"{address('Own')}tie/", {"kind": "activity", "key": his.pk})
    assert answer.status_code == 422
    assert not Proof.objects.exists()
    assert sign_in(bob).get(address("Own")).status_code == 404


@pytest.mark.parametrize("sent", [{}, {"kind": "user", "key": "1"}, {"kind": "quote", "key": "x"}])
def test_what_is_nothing_is_not_tied(as_alice, opening, sent):
    answer = as_alice.post(f"{address('Own')}tie/", sent)
    assert answer.status_code == 422
    assert "That is not there any more." in page_of(answer)


def test_twenty_answers_are_enough(as_alice, alice, opening):
    for number in range(MOST_PROOFS):
        tie(line("Own"), "activity", log(alice, f"Entry {number}").pk)
    more = {"kind": "activity", "key": log(alice, "One more").pk}
    answer = as_alice.post(f"{address('Own')}tie/", more)
    assert "Twenty answers at most" in page_of(answer)


def test_deleted_evidence_is_not_shown_and_put_back_it_is(as_alice, alice, opening):
    entry = log(alice, "Rode along")
    tie(line("Own"), "activity", entry.pk)
    as_alice.post(f"/journal/{entry.pk}/delete/")
    as_alice.get("/journal/")  # the message with its name
    assert "Rode along" not in page_of(as_alice.get(f"/openings/{opening.pk}/advert/"))
    as_alice.post(f"/journal/{entry.pk}/restore/")
    assert "Rode along" in page_of(as_alice.get(f"/openings/{opening.pk}/advert/"))


def test_pasted_again_lines_that_stayed_keep_their_marks_and_proofs(alice, opening):
    tie(line("Own"), "activity", log(alice, "Rode along").pk)
    mark_lines(opening, {line("Own").pk: "proof", line("SQL").pk: "none"})
    kept = line("Own").pk
    keep_advert(
        opening, "Requirements:\n- A driving licence\n- own the roadmap of the yard planner"
    )
    assert [shown.text for shown in opening.lines.order_by("position")] == [
        "Requirements:",
        "A driving licence",
        "own the roadmap of the yard planner",
    ]
    assert (line("own").pk, line("own").mark, line("own").proofs.count()) == (kept, "proof", 1)


def test_requirement_and_evidence_go_into_the_letter(as_alice, alice, opening):
    tie(line("Own"), "activity", log(alice, "Kept a roadmap for the yard").pk)
    tie(line("Interview"), "activity", log(alice, "Sat in").pk)
    mark_lines(opening, {line("Interview").pk: "none"})
    page = page_of(as_alice.get(f"/openings/{opening.pk}/advert/sheet/"))
    assert "Kept a roadmap for the yard" in page
    text = as_alice.get(f"/openings/{opening.pk}/advert.md").content.decode()
    assert "- Own the roadmap of the yard planner\n  - Kept a roadmap for the yard" in text
    assert "Sat in" not in text


def test_people_who_become_one_person_answer_once(alice, opening):
    kept, other = make_person(alice, "Orla Byrne"), make_person(alice, "O. Byrne")
    tie(line("Own"), "person", kept.pk)
    tie(line("Own"), "person", other.pk)
    tie(line("Interview"), "person", other.pk)
    merge(kept, other)
    assert [proof.person for proof in Proof.objects.all()] == [kept, kept]
    take_apart(Person.objects.get(pk=other.pk))
    assert sorted(proof.person.pk for proof in Proof.objects.all()) == [kept.pk, other.pk, other.pk]


def test_the_database_ties_a_proof_to_one_thing(alice, opening):
    entry, person = log(alice, "Rode along"), make_person(alice)
    for values in ({}, {"activity": entry, "person": person}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proof.objects.create(owner=alice, line=line("Own"), **values)
