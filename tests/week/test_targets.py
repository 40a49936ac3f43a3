"""A weekly target counts from the next week on; the first one counts at once."""

from datetime import date, timedelta

from tests.factories import TODAY
from tracker.catalogue.models import Level
from tracker.goals import actions as goals
from tracker.goals.models import Goal
from tracker.shared.weeks import Week
from tracker.week.actions import set_target
from tracker.week.models import WeekRecord
from tracker.week.rhythm import target_in

NOW = Week(date(2026, 11, 16))


def in_force(owner, week: Week) -> int:
    return target_in(week, list(WeekRecord.objects.owned_by(owner).order_by("first"))).number


def a_goal(owner, number: int = 3) -> Goal:
    level = Level.objects.get(number=1)
    return goals.set_goal(owner, Goal(level=level, path="inside", weekly_target=number))


def test_the_first_goal_counts_in_the_week_in_which_it_is_set(alice):
    a_goal(alice)
    assert (in_force(alice, NOW.back(1)), in_force(alice, NOW)) == (0, 3)


def test_a_change_half_way_counts_from_next_week(alice):
    goal = a_goal(alice)
    goal.weekly_target = 5
    goals.edit_goal(goal)
    assert (in_force(alice, NOW), in_force(alice, NOW.back(-1))) == (3, 5)


def test_changing_twice_and_back_in_one_week_leaves_what_was(alice):
    goal = a_goal(alice)
    for number in (5, 7, 3):
        goal.weekly_target = number
        goals.edit_goal(goal)
    assert (in_force(alice, NOW), in_force(alice, NOW.back(-9))) == (3, 3)


def test_a_paused_goal_asks_for_nothing_from_next_week_and_for_its_own_when_resumed(alice, clock):
    goal = a_goal(alice)
    goals.pause(goal)
    assert (in_force(alice, NOW), in_force(alice, NOW.back(-1))) == (3, 0)
    clock.shift(timedelta(days=14))
    goals.resume(goal)
    assert (in_force(alice, NOW.back(-1)), in_force(alice, NOW.back(-2))) == (0, 3)


def test_of_two_goals_the_lower_level_sets_the_target(alice):
    a_goal(alice, 3)
    level = Level.objects.get(number=2)
    goals.set_goal(alice, Goal(level=level, path="inside", weekly_target=9))
    assert in_force(alice, NOW.back(-1)) == 3


def test_a_target_and_a_skip_share_the_record_of_a_week(alice):
    from tracker.week.actions import set_skipped

    set_skipped(alice, alice.week_of(TODAY), 1, True)
    set_target(alice, "points", 60)
    record = WeekRecord.objects.owned_by(alice).get()
    assert (record.is_skipped, record.target, record.measure) == (True, 60, "points")
