"""One task as the next step for each skill."""

from collections.abc import Iterable

from django.db.models import F, FilteredRelation, Q

from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.goals.models import Goal


def tasks_by_skill(user: User, slugs: Iterable[str]) -> dict[str, Task]:
    """Return a task for each skill that one practises, by slug: two queries.

    Those of the goal's level come first, then what was never done or longest ago, then what
    practises the skill most. A task is named twice only where there is no other.
    """
    goals = Goal.objects.owned_by(user).active_at_once()
    level = goals[0].level.number if goals else 1
    path = goals[0].path if goals and level == 1 else ""
    tasks = _tasks(user, level, path)
    chosen: dict[str, Task] = {}
    for slug in slugs:
        practising = [task for task in tasks if slug in task.skill_slugs]
        practising.sort(key=lambda task: _order(task, slug, level))
        unnamed = [task for task in practising if task not in chosen.values()]
        if practising:
            chosen[slug] = (unnamed or practising)[0]
    return chosen


def _tasks(user: User, level: int, path: str) -> list[Task]:
    suggested = Task.objects.for_suggestions().exclude(area__slug="think-twice")
    if path:
        suggested = suggested.suited_to(path)
    return list(
        suggested.filter(level__number__in={1, level}).annotate(
            own_tally=FilteredRelation("tallies", condition=Q(tallies__owner=user)),
            last_on=F("own_tally__last_on"),
            level_number=F("level__number"),
        )
    )


def _order(task: Task, slug: str, level: int) -> tuple[bool, int, int]:
    last_on = task.last_on  # type: ignore[attr-defined]
    is_of_level = task.level_number == level  # type: ignore[attr-defined]
    return not is_of_level, last_on.toordinal() if last_on else 0, task.skill_slugs.index(slug)
