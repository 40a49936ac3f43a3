"""Several employers in a life: each has its time, its answer about PMs, its map."""

import html
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_employment, make_person
from tracker.employments.models import Employment
from tracker.people.models import Person

DAY = timedelta(days=1)


def shown(client, address: str) -> str:
    return html.unescape(client.get(address).text)


def data(**changes):
    return {
        "company": "Acme",
        "role": "Tester",
        "first_on": "2024-03-01",
        "has_pms": "yes",
    } | changes


def test_an_empty_page_asks_where_one_works(as_alice):
    assert "Where do you work?" in shown(as_alice, "/settings/employments/")


def test_the_first_answer_becomes_the_present_employment(as_alice, alice):
    as_alice.post("/welcome/", {"company": "no"})
    employment = Employment.objects.get()
    assert (employment.owner, employment.has_pms, employment.is_present) == (alice, False, True)
    as_alice.post("/welcome/", {"company": "yes"})
    assert Employment.objects.get().has_pms is True
    alice.refresh_from_db()
    assert alice.company_has_pms is True


def test_an_earlier_one_is_added_and_changed(as_alice, alice):
    answer = as_alice.post("/settings/employments/add/", data(last_on="2025-01-31"), follow=True)
    assert "Mar 2024 – Jan 2025" in html.unescape(answer.text)
    pk = Employment.objects.get().pk
    address = f"/settings/employments/{pk}/edit/"
    assert as_alice.post(address, data(last_on="")).status_code == 422
    as_alice.post(address, data(company="Acme Ltd", last_on="2025-02-28"))
    assert Employment.objects.get().company == "Acme Ltd"
    alice.refresh_from_db()
    assert alice.company_has_pms is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"last_on": "2024-02-29"}, "before the first one"),
        ({"first_on": "2026-11-19"}, "between 1950 and today"),
        ({"first_on": "1949-12-31"}, "between 1950 and today"),
        ({"last_on": "soon"}, "Enter a valid date"),
        ({"company": "c" * 121}, "at most 120 characters"),
        ({"has_pms": "perhaps"}, "Select a valid choice"),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(as_alice, changes, sentence):
    answer = as_alice.post("/settings/employments/add/", data(role="Kept words", **changes))
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)
    assert "Kept words" in answer.text
    assert not Employment.objects.exists()


def test_one_present_and_its_order_are_kept_by_form_and_database(as_alice, alice):
    make_employment(alice)
    answer = as_alice.post("/settings/employments/add/", data())
    assert "You have a present employment" in answer.text
    with pytest.raises(IntegrityError), transaction.atomic():
        make_employment(alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_employment(alice, first_on=TODAY, last_on=TODAY - DAY)
    make_employment(alice, last_on=TODAY)


def test_starting_a_new_one_asks_who_comes_along_and_begins_a_new_map(as_alice, alice):
    old = make_employment(alice, company="Acme", first_on=date(2024, 1, 1), has_pms=False)
    pm = make_person(alice, "Pat Moor", stage=2)
    changes_too = make_person(alice, "Ana Ruiz", stage=3)
    mentor = make_person(alice, "Mo Tan", kind="mentor")
    page = shown(as_alice, "/settings/employments/new/")
    assert "Acme becomes an earlier one" in page
    answer = as_alice.post(
        "/settings/employments/new/",
        data(company="Quay", first_on="2026-11-02", along=[changes_too.pk, mentor.pk]),
        follow=True,
    )
    assert "1 person stays with the company that you left" in answer.text
    old.refresh_from_db()
    new = Employment.objects.present().get()
    assert (old.last_on, new.company, new.has_pms) == (date(2026, 11, 1), "Quay", True)
    alice.refresh_from_db()
    assert alice.company_has_pms is True
    assert Person.objects.get(pk=pm.pk).employment == old
    new_map = shown(as_alice, "/people/map/")
    assert "Ana Ruiz" in new_map
    assert "Pat Moor" not in new_map
    old_map = shown(as_alice, f"/people/map/?employment={old.pk}")
    assert "Pat Moor" in old_map
    assert "as you left it" in old_map
    assert "Ana Ruiz" not in old_map
    person = shown(as_alice, f"/people/{pm.pk}/")
    assert "product manager at an earlier company" in person
    assert "Acme" in person


def test_a_mentor_and_a_recruiter_are_ticked_from_the_start_and_those_of_the_company_are_not(
    as_alice, alice
):
    make_employment(alice)
    for kind in ("mentor", "recruit", "pm", "manager", "sponsor"):
        make_person(alice, f"A {kind}", kind=kind)
    page = as_alice.get("/settings/employments/new/").text
    assert page.count("checked") == 3  # the two, and "I do not know yet"


def test_a_start_before_the_present_one_began_is_refused(as_alice, alice):
    make_employment(alice, first_on=date(2026, 11, 2))
    answer = as_alice.post("/settings/employments/new/", data(first_on="2026-11-02"))
    assert answer.status_code == 422
    assert "change that first" in answer.text
    assert (
        as_alice.post("/settings/employments/new/", data(first_on="2026-11-19")).status_code == 422
    )
    assert Employment.objects.count() == 1


def test_people_of_an_unnamed_company_stay_with_it(as_alice, alice):
    make_person(alice, "Pat Moor")
    as_alice.post("/settings/employments/new/", data(first_on="2026-11-02"))
    earlier = Person.objects.get().employment
    assert earlier.last_on == date(2026, 11, 1)
    assert "an earlier company, until Nov 2026" in shown(as_alice, "/people/map/")


def test_leaving_without_a_next_one_keeps_the_map(as_alice, alice):
    old = make_employment(alice, first_on=date(2024, 1, 1), has_pms=True)
    pm = make_person(alice, "Pat Moor")
    assert as_alice.post("/settings/employments/end/", {"last_on": "2023-12-31"}).status_code == 422
    as_alice.post("/settings/employments/end/", {"last_on": "2026-11-17"})
    old.refresh_from_db()
    assert old.last_on == date(2026, 11, 17)
    assert Person.objects.get(pk=pm.pk).employment == old
    assert as_alice.get("/settings/employments/end/").status_code == 404


def test_journal_quotes_and_people_are_narrowed_to_a_time(as_alice, alice):
    old = make_employment(alice, company="Acme", last_on=date(2026, 10, 31))
    present = make_employment(alice, company="Quay", first_on=date(2026, 11, 1))
    log(alice, "Old briefing", "We phone.", date=date(2026, 10, 31))
    log(alice, "New briefing", "We wait.", date=date(2026, 11, 1))
    make_person(alice, "Pat Moor", employment=old)
    make_person(alice, "Ana Ruiz")
    make_person(alice, "Cy Customer", kind="customer", company="Vale")
    for page, there, away in [
        ("/journal/", "Old briefing", "New briefing"),
        ("/quotes/", "We phone.", "We wait."),
        ("/people/", "Pat Moor", "Ana Ruiz"),
    ]:
        of_old = shown(as_alice, f"{page}?employment={old.pk}")
        assert there in of_old
        assert away not in of_old
        of_new = shown(as_alice, f"{page}?employment={present.pk}")
        assert away in of_new
        assert there not in of_new
    assert "Cy Customer" not in of_new


def test_one_employment_alone_offers_no_filter(as_alice, alice):
    make_employment(alice)
    log(alice)
    assert "id_employment" not in as_alice.get("/journal/").text


def test_somebody_can_be_put_on_another_map_by_hand(as_alice, alice):
    old = make_employment(alice, company="Acme", last_on=TODAY)
    person = make_person(alice, "Pat Moor")
    values = {"name": "Pat Moor", "kind": "pm", "employment": old.pk}
    as_alice.post(f"/people/{person.pk}/edit/", values)
    person.refresh_from_db()
    assert person.employment == old
    assert not person.is_on_the_map


def test_deleting_is_undone_and_refused_where_people_hang_on(as_alice, alice):
    old = make_employment(alice, company="Acme", last_on=TODAY)
    person = make_person(alice, "Pat Moor", employment=old)
    refused = as_alice.post(f"/settings/employments/{old.pk}/delete/", follow=True)
    assert "People stand on its map" in refused.text
    person.delete()
    as_alice.post(f"/settings/employments/{old.pk}/delete/")
    assert not Employment.objects.live().exists()
    as_alice.post(f"/settings/employments/{old.pk}/restore/")
    assert Employment.objects.live().get() == old


def test_a_present_one_that_comes_back_beside_another_has_ended(as_alice, alice):
    old = make_employment(alice, company="Acme")
    as_alice.post(f"/settings/employments/{old.pk}/delete/")
    make_employment(alice, company="Quay", first_on=date(2026, 11, 2))
    as_alice.post(f"/settings/employments/{old.pk}/restore/")
    old.refresh_from_db()
    assert (old.deleted_at, old.last_on) == (None, date(2026, 11, 1))


def test_a_stranger_finds_none_of_it(alice, bob):
    old = make_employment(alice, company="Acme", last_on=TODAY)
    make_person(alice, "Pat Moor", employment=old)
    client = sign_in(bob)
    assert "Pat Moor" not in client.get(f"/people/map/?employment={old.pk}").text
    assert client.get(f"/settings/employments/{old.pk}/edit/").status_code == 404


def test_an_account_with_an_old_map_can_be_deleted(alice):
    make_person(alice, "Pat Moor", employment=make_employment(alice, last_on=TODAY))
    alice.delete()
    assert not Person.objects.exists()
