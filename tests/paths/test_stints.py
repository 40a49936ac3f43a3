"""Stints: one change at a time, a year at least, the official job first."""

import html
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.factories import TODAY, make_employment, make_stint
from tracker.paths.stints.models import Stint, StintCheck
from tracker.warnings.models import Override


def data(**changes):
    return {"title": "Sales engineer", "company": "", "has_pms": "yes"} | changes


def shown(client, address: str) -> str:
    return html.unescape(client.get(address).text)


@pytest.mark.parametrize(
    ("changes", "warning"),
    [
        ({"company": "Quay"}, "Another company and a new role at once"),
        ({"first_on": "2026-01-05", "last_on": "2026-12-31"}, "at least a year"),
        ({"has_pms": "no"}, "doubly hard"),
    ],
)
def test_a_stint_is_warned_of_once_and_saved_with_a_note(as_alice, alice, changes, warning):
    make_employment(alice, company="Acme", role="Tester", has_pms=True)
    answer = as_alice.post("/paths/stints/new/", data(note="Kept words", **changes))
    assert answer.status_code == 422
    assert warning in answer.text
    assert "Kept words" in answer.text
    note = {"override_note": "There is no other way in."}
    assert as_alice.post("/paths/stints/new/", data(**changes) | note).status_code == 302
    assert Override.objects.get().note == "There is no other way in."
    # Whoever only mends the note is not asked again.
    address = f"/paths/stints/{Stint.objects.get().pk}/edit/"
    assert as_alice.post(address, data(note="Customers.", **changes)).status_code == 302


@pytest.mark.parametrize(
    "changes",
    [
        {"company": "ACME"},
        {"company": "Quay", "title": "tester"},
        {"first_on": "2026-01-05", "last_on": "2027-01-05"},
    ],
)
def test_one_change_at_a_time_is_not_warned_of(as_alice, alice, changes):
    make_employment(alice, company="Acme", role="Tester", has_pms=True)
    assert as_alice.post("/paths/stints/new/", data(**changes)).status_code == 302


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "what the post is called"),
        ({"first_on": "2026-02-02", "last_on": "2026-02-01"}, "before the first one"),
        ({"last_on": "2026-02-01"}, "say when it began"),
        ({"first_on": "1800-01-01"}, "between 1950 and 2200"),
        ({"note": "n" * 2001}, "at most 2000 characters"),
    ],
)
def test_bad_input_gets_a_sentence(as_alice, changes, sentence):
    answer = as_alice.post("/paths/stints/new/", data(**changes))
    assert answer.status_code == 422
    assert sentence in html.unescape(answer.text)


def test_the_database_refuses_an_end_before_the_start(alice):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_stint(alice, first_on=TODAY, last_on=date(2026, 1, 1))


def test_campaigning_before_the_year_is_over_asks_for_a_note(as_alice, alice):
    stint = make_stint(alice, first_on=date(2026, 2, 1))
    address = f"/paths/stints/{stint.pk}/campaign/"
    assert "75 days of the year" in shown(as_alice, address)
    assert as_alice.post(address).status_code == 422
    as_alice.post(address, {"override_note": "The PM leaves in May."})
    stint.refresh_from_db()
    assert stint.campaign_on == TODAY
    assert Override.objects.get().kind == "short-stint"
    as_alice.post(f"/paths/stints/{stint.pk}/campaign/end/")
    stint.refresh_from_db()
    assert stint.campaign_on is None


def test_after_the_year_one_campaigns_without_a_note(as_alice, alice):
    stint = make_stint(alice, first_on=date(2025, 11, 18))
    assert as_alice.post(f"/paths/stints/{stint.pk}/campaign/").status_code == 302
    assert not Override.objects.exists()


def test_a_check_is_due_every_quarter_and_keeps_the_managers_words(as_alice, alice):
    stint = make_stint(alice, first_on=date(2026, 8, 19))
    address = f"/paths/stints/{stint.pk}/"
    assert "A check is due since 18 Nov 2026" in shown(as_alice, address)
    values = {"date": "2026-11-18", "going": "well", "words": "You close hard calls.", "note": ""}
    as_alice.post(f"{address}checks/new/", values)
    page = shown(as_alice, address)
    assert "“You close hard calls.”" in page
    assert "The next check is due on 17 Feb 2027" in page
    refused = as_alice.post(f"{address}checks/new/", values | {"date": "2026-11-19"})
    assert refused.status_code == 422
    check = StintCheck.objects.get()
    as_alice.post(f"/paths/stints/checks/{check.pk}/edit/", values | {"going": "partly"})
    assert "Well in parts" in shown(as_alice, address)
    as_alice.post(f"/paths/stints/checks/{check.pk}/delete/")
    assert "You close hard calls." not in shown(as_alice, address)
    as_alice.post(f"/paths/stints/checks/{check.pk}/restore/")
    assert "You close hard calls." in shown(as_alice, address)


def test_a_stint_that_ended_early_says_so_and_wants_no_check(as_alice, alice):
    stint = make_stint(alice, first_on=date(2025, 1, 1), last_on=date(2025, 12, 30))
    page = shown(as_alice, f"/paths/stints/{stint.pk}/")
    assert "It ended 2 days before its year was over" in page
    assert "check is due" not in page


def test_a_plan_elsewhere_leads_to_the_new_employment(as_alice, alice):
    make_employment(alice, company="Acme")
    stint = make_stint(alice, company="Quay & Co", title="Field engineer")
    page = as_alice.get(f"/paths/stints/{stint.pk}/").text
    assert "?company=Quay%20%26%20Co&amp;role=Field%20engineer" in page
    assert "Quay &amp; Co" in as_alice.get("/settings/employments/new/?company=Quay+%26+Co").text


def test_deleting_a_stint_is_undone(as_alice, alice):
    stint = make_stint(alice)
    as_alice.post(f"/paths/stints/{stint.pk}/delete/")
    assert not Stint.objects.live().exists()
    as_alice.post(f"/paths/stints/{stint.pk}/restore/")
    assert Stint.objects.live().exists()
