"""Milestones that count by themselves: what counts, the day it was reached, what is asked."""

import html
import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from tests.factories import TODAY, log, make_goal, make_milestone, make_person, task
from tests.goals.test_goals import goal_data
from tests.journal.forms import entry_data
from tests.people.test_task_people import MEET, buttons, write
from tracker.catalogue.models import Level
from tracker.goals.models import Milestone

BRIEFING = "sit-in-on-a-customer-briefing"


def shown(client, address: str) -> str:
    return html.unescape(client.get(address).text)


FIRST = [
    ("inside", 1, None, "Five product managers met"),
    ("niche", 1, None, "My niche named in one sentence"),
    ("stepping-stone", 1, None, "The role to step on chosen"),
    ("no-team", 1, False, "A mentor found"),
    ("inside", 1, False, "First customer briefing, in silence"),
    ("inside", 2, None, "Six times with a newer product manager"),
    ("inside", 3, None, "Three plans restated in money"),
]


@pytest.mark.parametrize(("path", "level", "has_pms", "title"), FIRST)
def test_the_first_milestones_fit_path_level_and_company(
    as_alice, alice, path, level, has_pms, title
):
    alice.company_has_pms = has_pms
    alice.save()
    pk = Level.objects.get(number=level).pk
    as_alice.post("/goals/new/", goal_data(path=path, level=pk, override_note="I know."))
    titles = [one.title for one in Milestone.objects.all()]
    assert titles[0] == title
    assert len(titles) == (3 if (path, has_pms) == ("inside", False) else 4)
    assert has_pms is not False or "Five product managers met" not in titles


def test_people_met_are_counted_on_the_goal_and_on_this_week(as_alice, alice):
    goal = make_goal(alice)
    make_milestone(goal, "Two met", measure="pms-met", target=2)
    write(as_alice, task=MEET, people="Ana Ruiz")
    make_person(alice, "A mentor", kind="mentor", stage=1)
    for address in ("/", f"/goals/{goal.pk}/"):
        assert "1 of 2 product managers met" in shown(as_alice, address)
    text = write(as_alice, task=MEET, people="Ben Okafor")
    assert "Milestone reached: Two met." in text
    assert "reached 18 Nov 2026" in shown(as_alice, f"/goals/{goal.pk}/")


def test_a_milestone_is_reached_on_the_day_of_the_entry_that_did_it(as_alice, alice):
    goal = make_goal(alice)
    make_milestone(goal, "Two briefings", measure="task", target=2, task=task(BRIEFING))
    make_milestone(goal, "Three quotes", measure="quotes", target=3)
    make_milestone(goal, "Twenty points", measure="points", target=20)
    days = [TODAY.replace(day=day) for day in (2, 9, 16)]
    log(alice, "", "One.", task=task(BRIEFING), date=days[2])
    log(alice, "", "Two.", "Three.", task=task(BRIEFING), date=days[0])
    text = shown(as_alice, f"/goals/{goal.pk}/")
    assert text.count("reached 16 Nov 2026") == 2
    assert text.count("reached 2 Nov 2026") == 1
    log(alice, "", task=task(BRIEFING), date=days[1])
    assert "reached 9 Nov 2026" in shown(as_alice, f"/goals/{goal.pk}/")


def test_not_reached_after_all_holds_against_the_count_and_can_be_undone(as_alice, alice):
    goal = make_goal(alice)
    milestone = make_milestone(goal, "A quote", measure="quotes", target=1)
    text = write(as_alice, title="Briefing", quotes__0__text="We wait.")
    [undo] = buttons(text, "Milestone reached: A quote.")
    as_alice.post(undo, {"undo": "1"})
    as_alice.post(undo, {"undo": "1"})  # a second click
    assert "0 of 1 milestone" in shown(as_alice, f"/goals/{goal.pk}/")
    as_alice.post(undo)
    milestone.refresh_from_db()
    assert milestone.done_on is None
    assert "reached 18 Nov 2026" in shown(as_alice, f"/goals/{goal.pk}/")


def test_the_message_says_it_once(as_alice, alice):
    make_milestone(make_goal(alice), "A quote", measure="quotes", target=1)
    assert "Milestone reached" in write(as_alice, title="One", quotes__0__text="We wait.")
    assert "Milestone reached" not in write(as_alice, title="Two", quotes__0__text="We pay.")


def test_what_cannot_count_itself_is_asked_about(as_alice, alice):
    offer = task("offer-to-be-back-up-pm")
    milestone = make_milestone(make_goal(alice), "Back-up PM", task=offer)
    assert "Is this step reached?" not in write(as_alice, title="Coffee")
    text = write(as_alice, task=offer.title)
    [yes] = buttons(text, "Is this step reached? “Back-up PM”")
    answer = as_alice.post(yes, follow=True)
    milestone.refresh_from_db()
    assert milestone.done_on == TODAY
    [undo] = buttons(answer.text, "Milestone reached: Back-up PM.")
    as_alice.post(undo, {"undo": "1"})
    milestone.refresh_from_db()
    assert milestone.done_on is None


def test_a_small_team_is_asked_about_when_everybody_is_met(as_alice, alice):
    make_milestone(make_goal(alice), "Five met", measure="pms-met", target=5)
    make_person(alice, "Ben Okafor")
    assert "Is this step reached?" not in write(as_alice, task=MEET, people="Ana Ruiz")
    assert "Is this step reached?" in write(as_alice, task=MEET, people="Ben Okafor")


def test_a_grid_of_a_week_reaches_and_asks_too(as_alice, alice):
    goal = make_goal(alice)
    make_milestone(goal, "Two briefings", measure="task", target=2, task=task(BRIEFING))
    make_milestone(goal, "At ease with customers", task=task(BRIEFING))
    log(alice, "", task=task(BRIEFING))
    row, day = task(BRIEFING).pk, TODAY.replace(day=16).isoformat()
    data = {"form_id": entry_data()["client_id"], f"on-t{row}-{day}": "1"}
    answer = as_alice.post(f"/week/{day}/grid/", data, follow=True)
    text = html.unescape(answer.text)
    assert "Milestone reached: Two briefings." in text
    assert "Is this step reached? “At ease with customers”" in text


def test_a_milestone_of_a_task_must_name_one(as_alice, alice):
    goal = make_goal(alice)
    data = {"title": "Briefings", "measure": "task", "target": "3", "task": "", "due_on": ""}
    answer = as_alice.post(f"/goals/{goal.pk}/", data)
    assert answer.status_code == 422
    assert "Say which task is counted." in answer.text
    as_alice.post(f"/goals/{goal.pk}/", data | {"task": task(BRIEFING).title})
    assert Milestone.objects.get().task == task(BRIEFING)


def test_titles_from_earlier_get_what_they_say_and_others_keep_theirs(alice):
    fill = importlib.import_module("tracker.migrations.0023_first_milestones_count").fill
    goal = make_goal(alice)
    briefing = make_milestone(goal, "First customer briefing, in silence")
    ticked = make_milestone(goal, "First customer briefing, in silence", done_on=TODAY)
    own = make_milestone(goal, "My own")
    back_up = make_milestone(goal, "Back-up PM on one project")
    fill(apps, SimpleNamespace(connection=connection))
    for milestone in (briefing, ticked, own, back_up):
        milestone.refresh_from_db()
    assert (briefing.measure, briefing.target, briefing.task.slug) == ("task", 1, BRIEFING)
    assert (ticked.measure, ticked.done_on) == ("by-hand", TODAY)
    assert (own.measure, own.task) == ("by-hand", None)
    assert (back_up.measure, back_up.task.slug) == ("by-hand", "offer-to-be-back-up-pm")
