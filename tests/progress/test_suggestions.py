from datetime import timedelta

import pytest

from tests.factories import TODAY, log, make_goal, make_person, task
from tracker.catalogue.models import Task
from tracker.goals.models import Goal
from tracker.progress.suggestions import suggest


def suggested(user):
    goals = list(Goal.objects.owned_by(user).active().for_list())
    return [(suggestion.task.slug, suggestion.reason) for suggestion in suggest(user, goals)]


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("inside", "meet-every-product-manager"),
        ("niche", "name-your-niche"),
        ("stepping-stone", "choose-a-stepping-stone"),
        ("no-team", "find-a-mentor"),
    ],
)
def test_the_path_decides_where_to_start(alice, path, first):
    make_goal(alice, path=path)
    found = suggested(alice)
    assert len(found) == 3
    assert found[0][0] == first
    assert found[0][1].startswith("A first step on your path: ")


def test_without_a_goal_untouched_areas_come_first(alice):
    found = suggested(alice)
    assert len(found) == 3
    assert all("You have nothing under" in reason for _, reason in found)


def test_what_is_overdue_is_named_with_its_days(alice):
    log(alice, task=task("ask-why-first"), date=TODAY - timedelta(days=30))
    assert suggested(alice)[0] == ("ask-why-first", "Meant weekly; not done for 4 weeks.")


def test_what_was_done_in_time_is_not_suggested(alice):
    log(alice, task=task("ask-why-first"), date=TODAY - timedelta(days=6))
    assert "ask-why-first" not in dict(suggested(alice))


def test_retired_starters_are_passed_over(alice):
    make_goal(alice, path="niche")
    Task.objects.filter(slug="name-your-niche").update(status="archived")
    assert suggested(alice)[0][0] == "list-niche-companies"


def test_think_twice_is_never_suggested(alice):
    for card in Task.objects.published().filter(level__number=1).exclude(area__slug="think-twice"):
        log(alice, task=card)
    assert all("Not done for 0 days" in reason for _, reason in suggested(alice))
    assert "think-twice-mba-or-double-change" not in dict(suggested(alice))


def test_a_goal_of_another_level_suggests_its_tasks(alice):
    make_goal(alice, level=3)
    assert all(task(slug).level.number == 3 for slug, _ in suggested(alice))


def test_somebody_who_tried_everything_is_shown_what_was_not_done_longest(alice):
    level_1 = Task.objects.published().filter(level__number=1)
    for number, card in enumerate(
        level_1.exclude(area__slug="think-twice").exclude(cadence="once")
    ):
        log(alice, task=card, date=TODAY - timedelta(days=number % 5))
    for card in level_1.filter(cadence="once"):
        log(alice, task=card, date=TODAY - timedelta(days=300))
    found = suggested(alice)
    assert len(found) == 3
    assert all(reason == "Not done for 4 days." for _, reason in found)


@pytest.mark.parametrize(
    ("stage", "slug"), [(0, "meet-every-product-manager"), (2, "ask-how-they-got-in")]
)
def test_somebody_who_is_due_comes_first_with_the_next_step(alice, stage, slug):
    ana = make_person(alice, stage=stage, next_touch_on=TODAY)
    found = suggest(alice, [], waiting=[ana])
    assert found[0].task.slug == slug
    assert found[0].reason == "Ana Ruiz is due, and this is the next step with them."


def test_somebody_at_the_end_of_the_map_or_off_it_suggests_nothing(alice):
    people = [make_person(alice, stage=4), make_person(alice, "Mo", kind="mentor")]
    assert [s.reason for s in suggest(alice, [], waiting=people)] == [
        s.reason for s in suggest(alice, [])
    ]


def test_this_week_suggests_the_next_step_with_whoever_is_due(as_alice, alice):
    make_person(alice, next_touch_on=TODAY)
    make_person(alice, "Ben", next_touch_on=TODAY + timedelta(days=1))
    text = as_alice.get("/").text
    assert "Ana Ruiz is due" in text
    assert "Ben is due" not in text


def test_on_the_path_without_a_pm_team_no_suggestion_ever_presumes_one(alice):
    goal = make_goal(alice, path="no-team")
    logged: list[int] = []
    while found := suggest(alice, [goal], but=logged):
        for suggestion in found:
            assert "pm-team" not in suggestion.task.needs, suggestion.task.slug
            logged.append(suggestion.task.pk)
    assert len(logged) > 10


def test_a_path_of_the_first_level_takes_nothing_from_a_goal_of_the_next(alice):
    goal = make_goal(alice, level=2, path="no-team")
    needs = [suggestion.task.needs for suggestion in suggest(alice, [goal])]
    assert any("pm-team" in need for need in needs)
