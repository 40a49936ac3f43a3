"""Companies, who is known there, renamed and joined."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories import TODAY, make_company, make_opening, make_person
from tests.openings.pages import page_of
from tracker.openings.companies import actions
from tracker.openings.companies.models import NOTE_LIMIT, Company
from tracker.openings.companies.queries import contacts_at


def test_who_is_known_there_stands_warm_first(alice):
    company = make_company(alice, "Quayline")
    cold = make_person(alice, "Cold", company="quayline", touched_on=TODAY - timedelta(days=400))
    warm = make_person(alice, "Warm", company="QUAYLINE", touched_on=TODAY)
    behind = make_person(alice, "Behind", company="Quayline", through=warm, touched_on=TODAY)
    name = make_person(alice, "A name", company="Quayline")
    make_person(alice, "Elsewhere", company="Quayline Ltd")
    contacts = contacts_at(alice, [company])[company.pk]
    assert [contact.to for contact in contacts] == [warm, cold, behind, name]
    assert [contact.hops for contact in contacts] == [0, 0, 1, 0]


def test_where_nobody_is_known_the_page_names_whom_to_ask(as_alice, alice):
    company = make_company(alice, "Quayline", market="Ports")
    make_company(alice, "Harbourtech", market="ports")
    make_person(alice, "Mara at the harbour", company="Harbourtech", kind="peer")
    page = page_of(as_alice.get(f"/companies/{company.pk}/"))
    assert "Nobody yet." in page
    assert "Mara at the harbour" in page


def test_one_name_is_one_company_whatever_its_letters(as_alice, alice, bob):
    make_company(bob, "Quayline")
    make_company(alice, "Quayline")
    answer = as_alice.post("/companies/new/", {"name": "QUAYLINE", "state": "watching"})
    assert answer.status_code == 422
    assert "You have a company of that name." in page_of(answer)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_company(alice, "quayline")


def test_renamed_the_people_known_there_move_along_where_that_is_wanted(as_alice, alice):
    company = make_company(alice, "Quayline")
    ana = make_person(alice, "Ana", company="quayline")
    page = page_of(as_alice.get(f"/companies/{company.pk}/edit/"))
    assert "it changes for the people known there too" in page
    sent = {"name": "Quay & Line", "state": "talking"}
    as_alice.post(f"/companies/{company.pk}/edit/", sent)
    ana.refresh_from_db()
    assert ana.company == "quayline"
    Company.objects.update(name="Quayline")
    as_alice.post(f"/companies/{company.pk}/edit/", sent | {"with_people": "on"})
    ana.refresh_from_db()
    company.refresh_from_db()
    assert (ana.company, company.name, company.state) == ("Quay & Line", "Quay & Line", "talking")


def test_joined_nothing_that_differs_is_lost(as_alice, alice):
    kept = make_company(alice, "Quayline", market="Ports", note="Mine.")
    other = make_company(alice, "Quayline Ltd", market="Rail", place="Cork", why="Yards.", note="")
    opening = make_opening(alice, company=other)
    ana = make_person(alice, "Ana", company="Quayline LTD")
    page = page_of(as_alice.get(f"/companies/{kept.pk}/join/?other={other.pk}"))
    assert "People known at Quayline Ltd who move here: 1" in page
    assert "market: Rail" in page
    as_alice.post(f"/companies/{kept.pk}/join/", {"other": other.pk})
    kept.refresh_from_db()
    opening.refresh_from_db()
    ana.refresh_from_db()
    assert (kept.market, kept.place, kept.why) == ("Ports", "Cork", "Yards.")
    assert kept.note == "Mine.\n\nOf Quayline Ltd:\nmarket: Rail"
    assert (opening.company, ana.company) == (kept, "Quayline")
    assert list(Company.objects.live()) == [kept]


def test_two_texts_that_do_not_fit_into_one_are_not_cut(as_alice, alice):
    kept = make_company(alice, "Quayline", note="a" * NOTE_LIMIT)
    other = make_company(alice, "Quayline Ltd", note="b")
    answer = as_alice.post(f"/companies/{kept.pk}/join/", {"other": other.pk})
    assert answer.status_code == 422
    assert "do not fit into one" in page_of(answer)
    assert Company.objects.live().count() == 2


def test_a_company_whose_name_was_taken_again_does_not_come_back_twice(as_alice, alice):
    gone = make_company(alice, "Quayline")
    actions.delete_company(gone)
    make_company(alice, "quayline")
    page = page_of(as_alice.post(f"/companies/{gone.pk}/restore/", follow=True))
    assert "rename that one first" in page
    assert Company.objects.live().count() == 1


def test_deleted_its_openings_keep_its_name_and_it_comes_back(as_alice, alice):
    company = make_company(alice, "Quayline")
    opening = make_opening(alice, company=company)
    as_alice.post(f"/companies/{company.pk}/delete/")
    assert "Quayline" in page_of(as_alice.get(f"/openings/{opening.pk}/"))
    as_alice.post(f"/companies/{company.pk}/restore/")
    assert "Quayline" in page_of(as_alice.get("/companies/"))
