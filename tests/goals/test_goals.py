from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from tests.conftest import sign_in
from tests.factories import TODAY, log, make_goal, make_milestone
from tracker.catalogue.models import Level
from tracker.goals import actions
from tracker.goals.models import Goal, Milestone


def goal_data(**changes):
    return {
        "level": Level.objects.get(number=1).pk,
        "path": "inside",
        "why": "To decide what is worth building.",
        "weekly_target": "3",
        "weekly_measure": "activities",
        "target_date": "",
    } | changes


def test_a_goal_is_set_with_its_first_milestones(as_alice, alice):
    answer = as_alice.post("/goals/new/", goal_data(), follow=True)
    goal = Goal.objects.get()
    assert (goal.owner, goal.state, goal.path) == (alice, "active", "inside")
    assert "Ten customer quotes" in answer.text
    assert "0 of 10 customer quotes" in answer.text


def test_an_empty_page_offers_the_one_next_step(as_alice):
    assert "/goals/new/" in as_alice.get("/goals/").text


def test_one_active_goal_a_level_is_kept_by_form_and_database(as_alice, alice):
    make_goal(alice)
    answer = as_alice.post("/goals/new/", goal_data())
    assert answer.status_code == 422
    assert "You have an active goal for this level" in answer.text
    with pytest.raises(IntegrityError), transaction.atomic():
        make_goal(alice)
    make_goal(alice, level=2)


@pytest.mark.parametrize(
    ("changes", "warning"),
    [
        ({"path": "niche"}, "Another company and a new role at once"),
        ({"path": "stepping-stone", "target_date": "2027-05-01"}, "at least a year"),
    ],
)
def test_a_warning_is_given_once_and_overridden_with_a_note_that_is_kept(
    as_alice, changes, warning
):
    answer = as_alice.post("/goals/new/", goal_data(**changes))
    assert answer.status_code == 422
    assert warning in answer.text
    assert "To decide what is worth building." in answer.text
    noted = goal_data(**changes, override_note="My uncle hires there.")
    assert as_alice.post("/goals/new/", noted).status_code == 302
    goal = Goal.objects.get()
    assert goal.path == changes["path"]
    assert "My uncle hires there." in as_alice.get("/paths/warnings/").text
    # Whoever only mends the why is not asked again.
    again = goal_data(**changes, why="To decide.")
    assert as_alice.post(f"/goals/{goal.pk}/edit/", again).status_code == 302


def test_staying_inside_a_company_without_pms_is_warned_of(as_alice, alice):
    alice.company_has_pms = False
    alice.save()
    answer = as_alice.post("/goals/new/", goal_data())
    assert answer.status_code == 422
    assert "doubly hard" in answer.text


def test_the_path_without_a_team_is_for_level_one_alone(as_alice):
    director = Level.objects.get(number=2).pk
    answer = as_alice.post("/goals/new/", goal_data(path="no-team", level=director))
    assert answer.status_code == 422
    assert "This path is for getting into product management" in answer.text


@pytest.mark.parametrize(
    "changes",
    [
        {"path": "stepping-stone"},
        {"path": "stepping-stone", "target_date": "2028-01-01"},
        {"path": "no-team"},
    ],
)
def test_an_unhurried_plan_gets_no_warning(as_alice, changes):
    assert as_alice.post("/goals/new/", goal_data(**changes)).status_code == 302


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"level": "4711"}, "Select a valid choice"),
        ({"path": "teleport"}, "Select a valid choice"),
        ({"weekly_target": "0"}, "greater than or equal to 1"),
        ({"weekly_target": "-2"}, "greater than or equal to"),
        ({"weekly_target": "99999999999"}, "less than or equal to 10000"),
        ({"weekly_measure": "luck"}, "Select a valid choice"),
        ({"target_date": "0001-01-01"}, "between 1950 and 2200"),
        ({"target_date": "soon"}, "Enter a valid date"),
        ({"why": "w" * 2001}, "at most 2000 characters"),
        ({"why": "a\x00b"}, "Null characters"),
    ],
)
def test_bad_input_gets_a_sentence(as_alice, changes, sentence):
    answer = as_alice.post("/goals/new/", goal_data(**changes))
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Goal.objects.exists()


def test_a_goal_is_edited(as_alice, alice):
    goal = make_goal(alice)
    as_alice.post(f"/goals/{goal.pk}/edit/", goal_data(weekly_target="50", weekly_measure="points"))
    goal.refresh_from_db()
    assert (goal.weekly_target, goal.weekly_measure) == (50, "points")
    assert "50 points a week" in as_alice.get("/goals/").text


def test_a_goal_is_paused_taken_up_and_reached(as_alice, alice):
    goal = make_goal(alice)
    as_alice.post(f"/goals/{goal.pk}/pause/")
    assert Goal.objects.get().state == "paused"
    as_alice.post(f"/goals/{goal.pk}/resume/")
    assert Goal.objects.get().state == "active"
    as_alice.post(f"/goals/{goal.pk}/achieve/")
    goal = Goal.objects.get()
    assert (goal.state, goal.ended_on) == ("achieved", TODAY)
    assert "Results" in as_alice.get("/goals/").text


def test_a_goal_is_not_taken_up_beside_another_of_its_level(as_alice, alice):
    first = make_goal(alice, state="paused")
    make_goal(alice)
    answer = as_alice.post(f"/goals/{first.pk}/resume/", follow=True)
    assert "Pause or close that one first" in answer.text
    first.refresh_from_db()
    assert first.state == "paused"


def test_not_for_me_needs_a_reason_and_is_shown_as_a_result(as_alice, alice):
    goal = make_goal(alice)
    activity = log(alice, "Kept")
    assert as_alice.post(f"/goals/{goal.pk}/close/", {"close_reason": ""}).status_code == 422
    answer = as_alice.post(
        f"/goals/{goal.pk}/close/", {"close_reason": "Too many meetings."}, follow=True
    )
    assert "That is a result." in answer.text
    assert "Too many meetings." in answer.text
    assert as_alice.get(activity.get_absolute_url()).status_code == 200
    goal.refresh_from_db()
    assert (goal.state, goal.ended_on) == ("closed", TODAY)


def test_milestones_count_what_was_logged(as_alice, alice):
    goal = make_goal(alice)
    make_milestone(goal, "Two quotes", measure="quotes", target=2)
    make_milestone(goal, "Twenty points", measure="points", target=20)
    make_milestone(goal, "Nine entries", measure="activities", target=9)
    log(alice, "Briefing", "We wait.")
    shown = as_alice.get(f"/goals/{goal.pk}/").text
    for words in ("1 of 2 customer quotes", "1 of 9 activities", "1 of 3 milestones"):
        assert words in shown
    log(alice, "Briefing", "We phone.")
    assert "2 of 3 milestones" in as_alice.get(f"/goals/{goal.pk}/").text


def test_a_milestone_is_added_ticked_edited_removed_and_put_back(as_alice, alice):
    goal = make_goal(alice)
    data = {"title": "Meet Priya", "measure": "by-hand", "target": "", "due_on": "2026-12-24"}
    as_alice.post(f"/goals/{goal.pk}/", data)
    milestone = Milestone.objects.get()
    assert (milestone.owner, milestone.goal, milestone.due_on) == (alice, goal, date(2026, 12, 24))
    as_alice.post(f"/goals/milestones/{milestone.pk}/tick/")
    milestone.refresh_from_db()
    assert milestone.done_on == TODAY
    # The same tick twice takes nothing back: that has a button of its own.
    as_alice.post(f"/goals/milestones/{milestone.pk}/tick/")
    milestone.refresh_from_db()
    assert milestone.done_on == TODAY
    as_alice.post(f"/goals/milestones/{milestone.pk}/tick/", {"undo": "1"})
    milestone.refresh_from_db()
    assert milestone.done_on is None
    as_alice.post(f"/goals/milestones/{milestone.pk}/edit/", data | {"title": "Meet Priya again"})
    answer = as_alice.post(f"/goals/milestones/{milestone.pk}/remove/", follow=True)
    assert "You can undo this for 30 days" in answer.text
    assert "Removed in the last 30 days" in answer.text
    assert "0 of 0 milestones" in answer.text
    answer = as_alice.post(f"/goals/milestones/{milestone.pk}/restore/", follow=True)
    assert "Meet Priya again" in answer.text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "This field is required"),
        ({"measure": "quotes", "target": ""}, "Say how many"),
        ({"measure": "quotes", "target": "0"}, "Say how many"),
        ({"measure": "quotes", "target": "9" * 30}, "less than or equal to"),
        ({"due_on": "9999-12-31"}, "between 1950 and 2200"),
    ],
)
def test_a_bad_milestone_gets_a_sentence(as_alice, alice, changes, sentence):
    goal = make_goal(alice)
    data = {"title": "LadderStep", "measure": "by-hand", "target": "", "due_on": ""} | changes
    answer = as_alice.post(f"/goals/{goal.pk}/", data)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not Milestone.objects.exists()


def test_a_removed_milestone_is_back_only_within_thirty_days(as_alice, alice, clock):
    milestone = make_milestone(make_goal(alice))
    as_alice.post(f"/goals/milestones/{milestone.pk}/remove/")
    clock.shift(timedelta(days=31))
    client = sign_in(alice)
    assert client.post(f"/goals/milestones/{milestone.pk}/restore/").status_code == 404


def test_a_second_click_sets_no_second_goal(as_alice, alice, monkeypatch):
    monkeypatch.setattr("tracker.goals.forms.GoalForm._refuse_second_active", lambda *a: None)
    as_alice.post("/goals/new/", goal_data())
    assert as_alice.post("/goals/new/", goal_data()).status_code == 302
    assert Goal.objects.count() == 1


def test_an_ended_goal_is_not_paused_closed_or_reached_again(as_alice, alice):
    goal = make_goal(alice, state="closed", close_reason="Too much travel")
    for step in ("pause", "achieve", "close"):
        assert as_alice.post(f"/goals/{goal.pk}/{step}/").status_code == 404
    as_alice.post(f"/goals/{goal.pk}/resume/")
    goal.refresh_from_db()
    assert (goal.state, goal.close_reason) == ("active", "Too much travel")


def test_moving_a_goal_to_a_taken_level_is_refused(as_alice, alice, monkeypatch):
    goal = make_goal(alice)
    make_goal(alice, level=2)
    data = goal_data(level=Level.objects.get(number=2).pk)
    assert as_alice.post(f"/goals/{goal.pk}/edit/", data).status_code == 422
    # The same where the other goal came between the check and the write.
    monkeypatch.setattr("tracker.goals.forms.GoalForm._refuse_second_active", lambda *a: None)
    answer = as_alice.post(f"/goals/{goal.pk}/edit/", data)
    assert answer.status_code == 422
    assert "You have an active goal for this level" in answer.text


def test_a_removed_milestone_is_purged_with_the_rest(alice, clock):
    milestone = make_milestone(make_goal(alice))
    actions.remove(milestone)
    clock.shift(timedelta(days=31))
    said = StringIO()
    call_command("purge_deleted", stdout=said)
    assert said.getvalue() == "1 rows removed.\n"
