"""Three commitments at most, ticked in place, carried over without blame."""

import html
from datetime import timedelta

import pytest

from tests.factories import TODAY, log, make_goal, task
from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.week import actions
from tracker.week.models import Commitment


def shown(client, address: str = "/") -> str:
    return html.unescape(client.get(address).text)


def commit(owner, slug: str, weeks_ago: int = 0) -> Commitment:
    week = owner.this_week.back(weeks_ago)
    return actions.plan_task(owner, week, task(slug))


def state(commitment: Commitment) -> str:
    commitment.refresh_from_db()
    return commitment.state


def test_a_suggested_task_is_planned_with_one_tap(as_alice, alice):
    make_goal(alice)
    assert "Add to this week" in shown(as_alice)
    as_alice.post("/week/plan/", {"task": "review-a-spec"})
    text = shown(as_alice)
    assert "0 of 1 done" in text
    assert task("review-a-spec").title in text


def test_three_are_enough_and_the_same_twice_is_one(as_alice, alice):
    for slug in ("review-a-spec", "ask-why-first", "find-a-mentor"):
        as_alice.post("/week/plan/", {"task": slug})
    again = as_alice.post("/week/plan/", {"task": "review-a-spec"}, follow=True)
    assert "This is in the plan already." in again.text
    fourth = as_alice.post("/week/plan/", {"task": "pitch-a-feature"}, follow=True)
    assert "Three are enough for a week." in fourth.text
    assert Commitment.objects.owned_by(alice).count() == 3
    assert "Add to this week" not in fourth.text


def test_a_dropped_one_makes_room_and_can_be_planned_again(as_alice, alice):
    first = commit(alice, "review-a-spec")
    commit(alice, "ask-why-first")
    commit(alice, "find-a-mentor")
    as_alice.post(f"/week/commitments/{first.pk}/drop/")
    commit(alice, "pitch-a-feature")
    with pytest.raises(actions.EnoughError):
        commit(alice, "review-a-spec")
    assert state(first) == "dropped"


@pytest.mark.parametrize("slug", ["no-such-task", "", "a\x00b"])
def test_only_published_tasks_are_planned(as_alice, slug):
    assert as_alice.post("/week/plan/", {"task": slug}).status_code in (400, 404)


def tick(client, commitment: Commitment, **more: str) -> str:
    address = f"/week/commitments/{commitment.pk}/tick/"
    return html.unescape(client.post(address, more, follow=True).text)


def test_a_tick_logs_the_task_today_with_its_points(as_alice, alice):
    text = tick(as_alice, commit(alice, "review-a-spec"))
    assert f"Logged: 10 points. “{task('review-a-spec').title}”." in text
    assert "Add evidence" in text
    assert "1 of 1 done" in text
    activity = Activity.objects.get()
    assert (activity.task.slug, activity.date, activity.points) == ("review-a-spec", TODAY, 10)
    assert User.objects.get().points == 10


def test_a_tick_sent_twice_logs_once(as_alice, alice):
    commitment = commit(alice, "review-a-spec")
    tick(as_alice, commitment)
    tick(as_alice, commitment)
    assert Activity.objects.count() == 1


def test_a_tick_on_a_page_that_was_open_before_the_entry_was_made_adds_none(as_alice, alice):
    commitment = commit(alice, "review-a-spec")
    log(alice, "The bulk-edit spec", task=task("review-a-spec"))
    assert "1 of 1 done" in tick(as_alice, commitment)
    assert Activity.objects.get().title == "The bulk-edit spec"


def test_a_tick_is_taken_back_by_undo_or_by_a_second_tap_and_made_again(as_alice, alice):
    commitment = commit(alice, "review-a-spec")
    tick(as_alice, commitment)
    activity = Activity.objects.get()
    undone = as_alice.post(f"/journal/{activity.pk}/delete/", {"undo": "1"}, follow=True)
    assert undone.redirect_chain == [("/", 302)]
    assert "0 of 1 done" in undone.text
    assert "1 of 1 done" in tick(as_alice, commitment)
    assert "0 of 1 done" in tick(as_alice, commitment, undo="1")
    assert User.objects.get().points == 0
    assert "1 of 1 done" in tick(as_alice, commitment)
    assert Activity.objects.live().get() == activity


def test_a_second_tap_never_deletes_what_holds_evidence(as_alice, alice):
    commitment = commit(alice, "review-a-spec")
    log(alice, "", "We wait two days.", task=task("review-a-spec"))
    assert "This holds more than a tick." in tick(as_alice, commitment, undo="1")
    assert Activity.objects.live().count() == 1


def test_a_tick_in_a_week_that_is_over_is_dated_on_its_last_day(as_alice, alice):
    tick(as_alice, commit(alice, "review-a-spec", weeks_ago=1))
    assert Activity.objects.get().date == alice.this_week.back(1).last


def test_what_is_planned_for_a_coming_week_cannot_be_ticked_yet(as_alice, alice):
    assert "has not begun yet" in tick(as_alice, commit(alice, "review-a-spec", weeks_ago=-1))
    assert not Activity.objects.exists()


def test_nobody_ticks_what_is_planned_by_somebody_else(as_alice, bob):
    commitment = commit(bob, "review-a-spec")
    assert as_alice.post(f"/week/commitments/{commitment.pk}/tick/").status_code == 404
    assert not Activity.objects.exists()


def test_logging_the_task_does_it_and_deleting_the_entry_undoes_it(as_alice, alice):
    from tracker.journal.actions import delete_activity

    commit(alice, "review-a-spec")
    activity = log(alice, task=task("review-a-spec"))
    assert "1 of 1 done" in shown(as_alice)
    delete_activity(activity)
    assert "0 of 1 done" in shown(as_alice)


def test_a_plan_without_a_person_is_pointed_out(as_alice, alice):
    commit(alice, "review-a-spec")
    assert "Nothing of this touches a person yet." in shown(as_alice)
    commit(alice, "meet-every-product-manager")
    assert "Nothing of this touches a person yet." not in shown(as_alice)


def test_what_was_left_is_offered_and_carried_over(as_alice, alice):
    left = commit(alice, "review-a-spec", weeks_ago=1)
    commit(alice, "ask-why-first", weeks_ago=1)
    log(alice, task=task("ask-why-first"), date=TODAY - timedelta(days=7))
    assert "Left from last week" in shown(as_alice)
    assert as_alice.get("/").context["left_over"] == [left]
    as_alice.post(f"/week/commitments/{left.pk}/carry/")
    assert state(left) == "carried"
    now = Commitment.objects.owned_by(alice).get(first=alice.this_week.first)
    assert (now.task, now.times_carried) == (left.task, 1)
    assert "Left from last week" not in shown(as_alice)


def test_a_task_that_is_planned_is_not_suggested_as_well(as_alice, alice):
    commit(alice, "meet-every-product-manager")
    suggestions = as_alice.get("/").context["suggestions"]
    assert "meet-every-product-manager" not in [s.task.slug for s in suggestions]


def test_a_past_week_shows_its_plan(as_alice, alice):
    commit(alice, "review-a-spec", weeks_ago=1)
    first = alice.this_week.back(1).first.isoformat()
    text = shown(as_alice, f"/week/{first}/")
    assert "0 of 1 done" in text
    assert "Log it" not in text.split('id="plan"')[1].split("</section>")[0]


def test_commitments_stay_in_their_week_when_the_week_start_changes(as_alice, alice):
    commit(alice, "review-a-spec")
    alice.week_start = 6
    alice.save()
    assert "0 of 1 done" in shown(as_alice)


def test_a_retired_task_stays_readable_in_a_plan(as_alice, alice):
    from tracker.catalogue.models import Task

    commit(alice, "review-a-spec")
    Task.objects.filter(slug="review-a-spec").update(status="archived")
    assert task("review-a-spec").title in shown(as_alice)
