"""Openings: added, moved from stage to stage, closed for a reason, undone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.factories import TODAY, make_company, make_opening, make_person
from tests.openings.pages import page_of
from tracker.openings import actions
from tracker.openings.companies.models import Company
from tracker.openings.models import Opening, OpeningStage
from tracker.people.joining.actions import merge
from tracker.people.models import Person

ASKED = {"title": "Product Manager, Yard", "company_name": "Quayline", "next_step": ""}


def test_one_is_added_with_a_company_that_nobody_had_listed(as_alice, alice):
    asked = ASKED | {"manager_name": "Orla Byrne", "referrer_name": "Ben"}
    as_alice.post("/openings/new/", asked)
    opening = Opening.objects.get()
    assert opening.company.name == "Quayline"
    assert opening.stage == OpeningStage.WATCHING
    assert opening.stage_on == TODAY
    assert (opening.hiring_manager.kind, opening.hiring_manager.company) == ("hiring", "Quayline")
    assert opening.referrer.name == "Ben"


def test_the_same_company_in_other_letters_is_the_same_one(as_alice, alice):
    company = make_company(alice, "Quayline")
    as_alice.post("/openings/new/", ASKED | {"company_name": " quayLINE "})
    assert Opening.objects.get().company == company
    assert Company.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": " "}, "Say what the job is called."),
        ({"company_name": ""}, "Name the company, or tick that it is your own."),
        ({"is_inside": "on"}, "Inside your own company, or at the one you named?"),
        ({"next_step_on": "2026-12-01"}, "Say what is to be done on that day."),
        ({"next_step": "Ask", "next_step_on": "2026-11-17"}, "That day is past."),
        ({"seen_on": "0026-12-01"}, "Choose a day after 1949."),
        ({"link": "javascript:alert(1)"}, "Write a link that begins with https://."),
        ({"referrer_name": "Ana, Ben"}, "Name one person."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(as_alice, changed, sentence):
    answer = as_alice.post("/openings/new/", ASKED | {"note": "Kept words"} | changed)
    assert answer.status_code == 422
    assert sentence in page_of(answer)
    assert "Kept words" in page_of(answer)
    assert not Opening.objects.exists()


def test_it_moves_with_one_tap_and_back_with_undo(as_alice, alice):
    opening = make_opening(alice, stage_on=TODAY - timedelta(days=9))
    page = as_alice.post(f"/openings/{opening.pk}/move/", {"stage": "applied"}, follow=True)
    opening.refresh_from_db()
    assert (opening.stage, opening.stage_on) == ("applied", TODAY)
    assert f"/openings/{opening.pk}/move/?stage=watching" in page_of(page)
    as_alice.post(f"/openings/{opening.pk}/move/?stage=watching")
    opening.refresh_from_db()
    assert opening.stage == "watching"


def test_a_stage_that_there_is_not_moves_nothing(as_alice, alice):
    opening = make_opening(alice)
    as_alice.post(f"/openings/{opening.pk}/move/", {"stage": "hired"})
    opening.refresh_from_db()
    assert opening.stage == "watching"


def test_closing_wants_a_reason_and_keeps_what_it_taught(as_alice, alice):
    opening = make_opening(alice, next_step="Ask Priya", next_step_on=TODAY)
    refused = as_alice.post(f"/openings/{opening.pk}/close/", {"learned": "Prices."})
    assert refused.status_code == 422
    assert "Choose how it ended." in page_of(refused)
    told = {"closed_reason": "refused", "learned": "They asked for prices."}
    as_alice.post(f"/openings/{opening.pk}/close/", told)
    opening.refresh_from_db()
    assert (opening.stage, opening.closed_reason) == ("closed", "refused")
    assert (opening.learned, opening.next_step) == ("They asked for prices.", "")
    assert "1 closed opening" in page_of(as_alice.get("/openings/"))
    assert "They asked for prices." in page_of(as_alice.get(f"/openings/{opening.pk}/"))


def test_opened_again_it_has_no_reason_and_keeps_what_it_taught(as_alice, alice):
    opening = make_opening(alice, stage="closed", learned="Prices.")
    as_alice.post(f"/openings/{opening.pk}/move/", {"stage": "preparing"})
    opening.refresh_from_db()
    assert (opening.stage, opening.closed_reason, opening.learned) == ("preparing", "", "Prices.")


def test_the_database_closes_none_without_a_reason(alice):
    opening = make_opening(alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.filter(pk=opening.pk).update(stage="closed")
    with pytest.raises(actions.ReasonMissingError):
        actions.move_opening(opening, "closed")


def test_a_new_company_and_a_new_role_at_once_are_warned_of_until_a_reason_is_kept(as_alice, alice):
    opening = make_opening(alice, company=make_company(alice))
    warning = "the article advises to change one thing at a time"
    assert warning in page_of(as_alice.get(f"/openings/{opening.pk}/"))
    as_alice.post(f"/openings/{opening.pk}/both/", {"both_note": "They know my work."})
    page = page_of(as_alice.get(f"/openings/{opening.pk}/"))
    assert warning not in page
    assert "They know my work." in page


@pytest.mark.parametrize("values", [{"is_inside": True}, {"same_role": True, "is_inside": False}])
def test_one_change_at_a_time_is_not_warned_of(as_alice, alice, values):
    opening = make_opening(alice, **values)
    page = page_of(as_alice.get(f"/openings/{opening.pk}/"))
    assert "one thing at a time" not in page


def test_a_next_step_that_is_done_asks_for_what_comes_next(as_alice, alice):
    opening = make_opening(alice, next_step="Ask Priya", next_step_on=TODAY)
    answer = as_alice.post(f"/openings/{opening.pk}/step/")
    assert answer["Location"] == f"/openings/{opening.pk}/edit/#id_next_step"
    opening.refresh_from_db()
    assert (opening.next_step, opening.next_step_on) == ("", None)


def test_due_are_open_ones_whose_day_has_come_longest_waiting_first(alice, bob):
    today = make_opening(alice, "Today", next_step="Ask", next_step_on=TODAY)
    late = make_opening(alice, "Late", next_step="Ask", next_step_on=TODAY - timedelta(days=3))
    make_opening(alice, "Later", next_step="Ask", next_step_on=TODAY + timedelta(days=1))
    make_opening(alice, "Closed", stage="closed", next_step="Ask", next_step_on=TODAY)
    make_opening(bob, "His", next_step="Ask", next_step_on=TODAY)
    assert list(Opening.objects.owned_by(alice).due(TODAY)) == [late, today]


def test_deleted_it_leaves_the_board_and_comes_back(as_alice, alice):
    opening = make_opening(alice, "Yard lead")
    as_alice.post(f"/openings/{opening.pk}/delete/")
    as_alice.get("/openings/")  # the message with its name
    assert "Yard lead" not in page_of(as_alice.get("/openings/"))
    as_alice.post(f"/openings/{opening.pk}/restore/")
    assert "Yard lead" in page_of(as_alice.get("/openings/"))


def test_people_who_become_one_person_stay_on_the_opening(alice):
    kept, other = make_person(alice, "Orla Byrne"), make_person(alice, "O. Byrne")
    opening = make_opening(alice, referrer=other, hiring_manager=other)
    merge(kept, other)
    opening.refresh_from_db()
    assert (opening.referrer, opening.hiring_manager) == (kept, kept)
    assert Person.objects.live().count() == 1


def test_words_and_stages_make_a_list_of_their_own(as_alice, alice):
    make_opening(alice, "Yard lead", stage="applied")
    make_opening(alice, "Port lead")
    assert "Port lead" not in page_of(as_alice.get("/openings/?stage=applied"))
    assert "Yard lead" not in page_of(as_alice.get("/openings/?q=port"))
    assert "Nothing matches" in page_of(as_alice.get("/openings/?q=airport"))


def test_a_next_step_that_is_overdue_may_stand(as_alice, alice):
    late = TODAY - timedelta(days=400)
    opening = make_opening(alice, next_step="Ask", next_step_on=late)
    assert "overdue since 14 Oct 2025" in page_of(as_alice.get("/"))
    changed = ASKED | {"next_step": "Ask Ana", "next_step_on": late.isoformat()}
    as_alice.post(f"/openings/{opening.pk}/edit/", changed)
    opening.refresh_from_db()
    assert (opening.next_step, opening.next_step_on) == ("Ask Ana", late)


def test_what_answers_a_line_stands_on_the_sheet_and_nothing_else_does(as_alice, alice):
    opening = make_opening(alice)
    address = f"/openings/{opening.pk}/advert/"
    as_alice.post(f"{address}paste/", {"advert": "You write clear specs."})
    line = opening.lines.get()
    as_alice.post(address, {f"line-{line.pk}": "proof"})
    assert "Nothing is tied to a line yet." in page_of(as_alice.get(f"{address}sheet/"))
