from datetime import timedelta

import pytest

from tests.factories import TODAY, log, make_goal, task
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
    assert suggested(alice)[0] == ("ask-why-first", "Meant weekly; last logged 30 days ago.")


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
    assert all("rested for 0 days" in reason for _, reason in suggested(alice))
    assert "think-twice-mba-or-double-change" not in dict(suggested(alice))


def test_a_goal_of_another_level_suggests_its_tasks(alice):
    make_goal(alice, level=3)
    assert all(task(slug).level.number == 3 for slug, _ in suggested(alice))


def test_somebody_who_tried_everything_is_shown_what_rested_longest(alice):
    level_1 = Task.objects.published().filter(level__number=1)
    for number, card in enumerate(
        level_1.exclude(area__slug="think-twice").exclude(cadence="once")
    ):
        log(alice, task=card, date=TODAY - timedelta(days=number % 5))
    for card in level_1.filter(cadence="once"):
        log(alice, task=card, date=TODAY - timedelta(days=300))
    found = suggested(alice)
    assert len(found) == 3
    assert all(reason == "It has rested for 4 days." for _, reason in found)
