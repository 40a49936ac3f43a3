"""Sums that every write keeps, so that no page adds up a whole history."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from tracker.catalogue.models import Task
from tracker.catalogue.slug_lists import SlugListField, slugs_of
from tracker.journal.columns.skills import SKILLS_LIMIT
from tracker.shared.limits import at_most
from tracker.shared.owned import Owned, OwnedQuerySet


class DayTotalQuerySet(OwnedQuerySet["DayTotal"]):
    def within(self, first: date, last: date) -> Self:
        return self.filter(date__range=(first, last))

    def sums(self) -> dict[str, int]:
        """Return {"points", "activities", "quotes"} over these days."""
        sums = self.aggregate(
            points=models.Sum("points", default=0),
            activities=models.Sum("activities", default=0),
            quotes=models.Sum("quotes", default=0),
        )
        return sums


class DayTotal(Owned):
    """One owner's sums of one date, kept by every write: pages never add up a whole history."""

    date = models.DateField()
    # All of the day's points, those for recommendations among them.
    points = models.PositiveIntegerField()
    # What recommendations earned that were adopted on this date
    # (totals.set_recommendation_points).
    recommendation_points = models.PositiveIntegerField(default=0, db_column="advice")
    activities = models.PositiveIntegerField()
    quotes = models.PositiveIntegerField()

    objects = DayTotalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "date"], name="day_total_one_a_day")
        ]


class TaskTally(Owned):
    """How often one owner logged one task, and when last; kept by every write."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="tallies")
    times = models.PositiveIntegerField()
    last_on = models.DateField()

    objects = OwnedQuerySet["TaskTally"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "task"], name="task_tally_one_a_task")
        ]


class SkillTally(Owned):
    """How many entries of one owner have one task and one own list, and when the last was.

    `follows_task` is the row of those without a list. There are rows of a task only where one of
    its entries has a list: of all others TaskTally says enough (docs/adr/0027).
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, null=True, related_name="+")
    follows_task = models.BooleanField(default=False)
    skills = SlugListField(max_length=SKILLS_LIMIT, blank=True, default="")
    times = models.PositiveIntegerField()
    last_on = models.DateField()

    objects = OwnedQuerySet["SkillTally"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "task", "follows_task", "skills"],
                condition=Q(task__isnull=False),
                name="skill_tally_one_a_list",
            ),
            models.UniqueConstraint(
                fields=["owner", "skills"],
                condition=Q(task__isnull=True),
                name="skill_tally_one_without_task",
            ),
            models.CheckConstraint(
                condition=Q(follows_task=False) | Q(task__isnull=False, skills=""),
                name="skill_tally_follows_a_task",
            ),
            at_most("skills", SKILLS_LIMIT, "skill_tally_skills_short"),
        ]

    @property
    def slugs(self) -> list[str]:
        """The skills of its entries; needs `task`."""
        followed = self.task.skills if self.follows_task and self.task else self.skills
        return slugs_of(followed)
