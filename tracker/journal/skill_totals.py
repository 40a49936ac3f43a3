"""Keeping SkillTally true, and reading how often each skill was practised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q

from tracker.accounts.models import User
from tracker.catalogue.slug_lists import slugs_of
from tracker.journal.columns.skills import OWN_SKILLS
from tracker.journal.models import Activity
from tracker.journal.totals_models import SkillTally, TaskTally

READ = ("task", "follows_task", "skills", "times", "last_on")


@dataclass(frozen=True, slots=True)
class SkillEntries:
    """How many entries practise a skill, and the day of the newest."""

    number: int
    newest: date

    def and_also(self, number: int, newest: date) -> "SkillEntries":
        return SkillEntries(self.number + number, max(self.newest, newest))


def entries_by_skill(user: User) -> dict[str, SkillEntries]:
    """Return by its slug each skill that the live entries of `user` practise, in two queries.

    It reads kept sums, a row for a task and for a list, however many entries there are.
    """
    counted: dict[str, SkillEntries] = {}
    tallies = SkillTally.objects.owned_by(user).select_related("task").only(*READ, "task__skills")
    with_lists: set[int | None] = set()
    for tally in tallies:
        with_lists.add(tally.task_id)
        for slug in tally.slugs:
            _add(counted, slug, tally.times, tally.last_on)
    plain = TaskTally.objects.owned_by(user).values_list("task", "task__skills", "times", "last_on")
    for task, skills, times, last_on in plain:
        if task not in with_lists:
            for slug in slugs_of(skills):
                _add(counted, slug, times, last_on)
    return counted


def _add(counted: dict[str, SkillEntries], slug: str, number: int, newest: date) -> None:
    before = counted.get(slug, SkillEntries(0, newest))
    counted[slug] = before.and_also(number, newest)


def recount_skills(owner: User, tasks: Iterable[int | None]) -> None:
    """Count again the own lists on entries with these tasks (None: without one).

    Call it after the tallies of these tasks are counted.
    """
    keys = set(tasks)
    with_lists = _lists(owner, keys)
    tallies = [_tally(owner, row) for row in with_lists]
    own: dict[int, int] = {}
    for tally in tallies:
        if tally.task_id:
            own[tally.task_id] = own.get(tally.task_id, 0) + tally.times
    tallies += _of_those_that_follow(owner, own)
    SkillTally.objects.owned_by(owner).filter(_with(keys)).delete()
    SkillTally.objects.bulk_create(tallies)


def _with(tasks: set[int | None]) -> Q:
    known = tasks - {None}
    either = Q(task__in=known) if known else Q(pk__in=[])
    return either | Q(task__isnull=True) if None in tasks else either


def _lists(owner: User, tasks: set[int | None]) -> Iterable[Any]:
    """Return a row of `task`, `own_skills`, `times` and `last_on` for each list on each task."""
    listed = Activity.objects.owned_by(owner).live().filter(OWN_SKILLS, _with(tasks)).order_by()
    return listed.values("task", "own_skills").annotate(times=Count("pk"), last_on=Max("date"))


def _tally(owner: User, row: Any) -> SkillTally:
    return SkillTally(
        owner=owner,
        task_id=row["task"],
        skills=row["own_skills"],
        times=row["times"],
        last_on=row["last_on"],
    )


def _of_those_that_follow(owner: User, own: dict[int, int]) -> list[SkillTally]:
    """Return a tally of the other entries for each task; `own` says how many have a list."""
    tallies: list[SkillTally] = []
    if not own:
        return tallies
    followers = Activity.objects.owned_by(owner).live().filter(own_skills__isnull=True)
    for tally in TaskTally.objects.owned_by(owner).filter(task__in=own):
        times = tally.times - own[tally.task_id]
        if times <= 0:
            continue
        newest = followers.filter(task=tally.task_id).order_by("-date", "-pk")
        tallies.append(
            SkillTally(
                owner=owner,
                task_id=tally.task_id,
                follows_task=True,
                times=times,
                last_on=newest.values_list("date", flat=True)[0],
            )
        )
    return tallies
