"""What somebody's entries practise."""

from dataclasses import dataclass
from datetime import date

from tracker.accounts.models import User
from tracker.journal.totals_models import TaskTally


@dataclass(frozen=True, slots=True)
class SkillEntries:
    """How many entries practise a skill, and the day of the latest."""

    number: int
    newest: date


def entries_by_skill(user: User) -> dict[str, SkillEntries]:
    """Return, by the slug of a skill, the entries that practise it by their task: one query."""
    tallies = TaskTally.objects.owned_by(user).exclude(task__skills="").select_related("task")
    by_skill: dict[str, SkillEntries] = {}
    for tally in tallies.only("times", "last_on", "task__skills"):
        for slug in tally.task.skill_slugs:
            before = by_skill.get(slug)
            number = tally.times + (before.number if before else 0)
            newest = max(tally.last_on, before.newest) if before else tally.last_on
            by_skill[slug] = SkillEntries(number, newest)
    return by_skill
