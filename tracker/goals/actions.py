"""What happens to a goal over its life."""

from django.db import transaction

from tracker.accounts.models import User
from tracker.goals.first_milestones import first_milestones
from tracker.goals.models import Goal, GoalState, Milestone
from tracker.shared.owned import lock
from tracker.week.actions import set_target
from tracker.week.models import WeeklyMeasure


class AnotherActiveError(Exception):
    """The level has an active goal already; one at a time."""


@transaction.atomic
def set_goal(owner: User, goal: Goal) -> Goal:
    """Save a new goal; the first of a level starts with a few milestones, to be changed at will.

    Raises AnotherActiveError where the level has an active goal.
    """
    goal.owner = owner
    _refuse_rivals(goal)
    first = not Goal.objects.owned_by(owner).filter(level=goal.level).exists()
    goal.save()
    if first:
        Milestone.objects.bulk_create(first_milestones(goal))
    _follow_target(owner)
    return goal


@transaction.atomic
def take_path(goal: Goal, path: str) -> None:
    """Let an open goal follow a path that was chosen."""
    lock(goal.owner)
    goal.path = path
    goal.save(update_fields=["path", "updated_at"])


@transaction.atomic
def edit_goal(goal: Goal) -> None:
    """Save changed values; raises AnotherActiveError where its new level has an active goal."""
    if goal.state == GoalState.ACTIVE:
        _refuse_rivals(goal)
    goal.save()
    _follow_target(goal.owner)


@transaction.atomic
def resume(goal: Goal) -> None:
    """Make a paused or ended goal active; raises AnotherActiveError where its level has one.

    What was found out when it was closed stays written down.
    """
    _refuse_rivals(goal)
    goal.state, goal.ended_on = GoalState.ACTIVE, None
    goal.save(update_fields=["state", "ended_on", "updated_at"])
    _follow_target(goal.owner)


@transaction.atomic
def pause(goal: Goal) -> None:
    goal.state = GoalState.PAUSED
    goal.save(update_fields=["state", "updated_at"])
    _follow_target(goal.owner)


@transaction.atomic
def achieve(goal: Goal) -> None:
    goal.state, goal.ended_on = GoalState.ACHIEVED, goal.owner.today
    goal.save(update_fields=["state", "ended_on", "updated_at"])
    _follow_target(goal.owner)


@transaction.atomic
def close(goal: Goal, reason: str) -> None:
    """End a goal as "not for me"; the reason is the result, and every entry stays."""
    goal.state, goal.ended_on, goal.close_reason = GoalState.CLOSED, goal.owner.today, reason
    goal.save(update_fields=["state", "ended_on", "close_reason", "updated_at"])
    _follow_target(goal.owner)


def add_milestone(goal: Goal, milestone: Milestone) -> None:
    """Put an unsaved milestone on top of a goal's ladder."""
    milestone.owner, milestone.goal = goal.owner, goal
    milestone.save()


def reach(milestone: Milestone) -> None:
    """Say that a milestone (from `counted`) is reached: today, or when its count had reached it."""
    milestone.counts_itself = True
    if not milestone.is_reached_by(milestone.count(milestone.owner)):
        milestone.done_on = milestone.owner.today
    milestone.save(update_fields=["done_on", "counts_itself"])


def unreach(milestone: Milestone) -> None:
    """Say that a milestone (from `counted`) is not reached after all, whatever its count says."""
    milestone.done_on = None
    if milestone.is_reached_by(milestone.count(milestone.owner)):
        milestone.counts_itself = False
    milestone.save(update_fields=["done_on", "counts_itself"])


def remove(milestone: Milestone) -> None:
    """Take a milestone off its ladder, for 30 days with undo."""
    milestone.soft_delete()


def restore(milestone: Milestone) -> None:
    milestone.restore()


def _refuse_rivals(goal: Goal) -> None:
    lock(goal.owner)
    rivals = Goal.objects.owned_by(goal.owner).active().filter(level=goal.level)
    if rivals.exclude(pk=goal.pk).exists():
        raise AnotherActiveError


def _follow_target(owner: User) -> None:
    """Let the lowest level’s active goal set the weekly target; without a goal there is none."""
    goal = Goal.objects.owned_by(owner).active().order_by("level__number").first()
    if goal:
        set_target(owner, goal.weekly_measure, goal.weekly_target)
    else:
        set_target(owner, WeeklyMeasure.ACTIVITIES, 0)
