"""Where somebody wants to get, by which path, and the milestones on the way."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import CareerPath
from tracker.catalogue.models import Level, Task
from tracker.journal.totals_models import TaskTally
from tracker.people.models import Person
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most, one_of
from tracker.shared.owned import Owned, OwnedQuerySet
from tracker.shared.soft_delete import Undoable, UndoableQuerySet
from tracker.week.models import WeeklyMeasure

WHY_LIMIT = 2_000
REASON_LIMIT = 2_000
TITLE_LIMIT = 120
MOST_WEEKLY = 10_000
MOST_TARGET = 100_000


Path = CareerPath  # the route of a goal, as its curated text has it


class GoalQuerySet(OwnedQuerySet["Goal"]):
    def active(self) -> Self:
        return self.filter(state=GoalState.ACTIVE)

    def open(self) -> Self:
        """Filter those still being worked towards, now or later."""
        return self.filter(state__in=[GoalState.ACTIVE, GoalState.PAUSED])

    def for_list(self) -> Self:
        """Order active ones first, ended ones last."""
        order = models.Case(
            models.When(state="active", then=0), models.When(state="paused", then=1), default=2
        )
        return self.with_milestones().order_by(order, "level__number", "-pk")

    def with_milestones(self) -> Self:
        """Read each with its level, owner and, as `live_milestones`, its milestones bottom up."""
        milestones = Milestone.objects.live().counted().select_related("task").order_by("pk")
        return self.select_related("level", "owner").prefetch_related(
            models.Prefetch("milestones", queryset=milestones, to_attr="live_milestones")
        )

    def active_at_once(self) -> "list[Goal]":
        """Read the active ones with level and `live_milestones` in one query: This week is busy."""
        standing = Q(milestones__deleted_at__isnull=True)
        rows = (
            self.active()
            .annotate(milestone=models.FilteredRelation("milestones", condition=standing))
            .annotate(**counts("milestone__"))
            .select_related("level", "milestone")  # type: ignore[misc]
            .only("path", "level__number", "level__name")
            .order_by("level__number", "-pk", "milestone__pk")
        )
        goals: dict[int, Goal] = {}
        for row in rows:
            goal = goals.setdefault(row.pk, row)
            if goal is row:
                goal.live_milestones = []
            if milestone := getattr(row, "milestone", None):
                milestone.task_times = row.task_times  # type: ignore[attr-defined]
                milestone.people_met = row.people_met  # type: ignore[attr-defined]
                goal.live_milestones.append(milestone)
        return list(goals.values())


class GoalState(models.TextChoices):
    ACTIVE = "active", _("active")
    PAUSED = "paused", _("paused")
    ACHIEVED = "achieved", _("achieved")
    CLOSED = "closed", _("not for me")


class Goal(Owned):
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="goals", editable=False)
    level = models.ForeignKey(
        Level, on_delete=models.PROTECT, related_name="goals", verbose_name=_("level")
    )
    path = models.CharField(_("path"), max_length=14, choices=Path)
    why = models.TextField(_("why"), max_length=WHY_LIMIT, blank=True)
    target_date = models.DateField(_("target date"), null=True, blank=True)
    weekly_target = models.PositiveSmallIntegerField(
        _("weekly target"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_WEEKLY)],
    )
    weekly_measure = models.CharField(
        _("counted in"), max_length=10, choices=WeeklyMeasure, default=WeeklyMeasure.ACTIVITIES
    )
    state = models.CharField(
        _("state"), max_length=8, choices=GoalState, default=GoalState.ACTIVE, editable=False
    )
    close_reason = models.TextField(_("reason"), max_length=REASON_LIMIT, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    live_milestones: "list[Milestone]"

    objects = GoalQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        indexes = [models.Index(fields=["owner", "state"], name="goal_owner_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "level"],
                condition=Q(state="active"),
                name="goal_one_active_a_level",
                violation_error_message=_(
                    "You have an active goal for this level. Pause or close it first."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | ~Q(close_reason=""), name="goal_closed_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(weekly_target__range=(1, MOST_WEEKLY)), name="goal_weekly_target_sane"
            ),
            one_of("path", Path, "goal_path_known"),
            one_of("weekly_measure", WeeklyMeasure, "goal_measure_known"),
            one_of("state", GoalState, "goal_state_known"),
            at_most("why", WHY_LIMIT, "goal_why_short"),
            at_most("close_reason", REASON_LIMIT, "goal_reason_short"),
        ]

    def __str__(self) -> str:
        return str(self.level)

    def get_absolute_url(self) -> str:
        return reverse("goal", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Still being worked towards, now or later."""
        return self.state in (GoalState.ACTIVE, GoalState.PAUSED)


class MilestoneQuerySet(UndoableQuerySet["Milestone"]):
    def standing(self) -> Self:
        """Keep those of goals that one works towards now, bottom up, with their owner."""
        active = self.live().filter(goal__state=GoalState.ACTIVE)
        return active.select_related("owner").order_by("goal", "pk")

    def counted(self) -> Self:
        """Read each with `task_times` and `people_met`, as far as it counts them."""
        return self.annotate(**counts())


def counts(milestone: str = "") -> dict[str, models.Case]:
    """Return what `counted` adds, for milestones that are reached by the lookup `milestone`.

    What a write keeps for the whole account (quotes, activities, points) stands on the user.
    """
    tallies = TaskTally.objects.filter(
        owner=models.OuterRef("owner"), task=models.OuterRef(f"{milestone}task")
    )
    met = Person.objects.met().filter(owner=models.OuterRef("owner")).order_by()
    number = met.values("owner").annotate(number=models.Count("pk")).values("number")
    of_task = {f"{milestone}measure": "task"}
    of_people = {f"{milestone}measure": "pms-met"}
    return {
        "task_times": models.Case(
            models.When(**of_task, then=models.Subquery(tallies.values("times")[:1]))
        ),
        "people_met": models.Case(models.When(**of_people, then=models.Subquery(number))),
    }


class Milestone(Undoable):
    """A step towards a goal: ticked by hand, or reached when something counted gets to `target`.

    A counted one is reached by itself as long as `counts_itself`; somebody may say that it is not.
    `task` is what Measure.TASK counts; of one ticked by hand, the task whose entries suggest it.
    """

    class Measure(models.TextChoices):
        BY_HAND = "by-hand", _("I tick it myself")
        QUOTES = "quotes", _("customer quotes")
        ACTIVITIES = "activities", _("activities")
        POINTS = "points", _("points")
        PMS_MET = "pms-met", _("product managers met")
        TASK = "task", _("entries of a task")

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="milestones", editable=False
    )
    goal = models.ForeignKey(
        Goal, on_delete=models.CASCADE, related_name="milestones", editable=False
    )
    title = NameField(_("milestone"), max_length=TITLE_LIMIT)
    measure = models.CharField(
        _("reached by"), max_length=10, choices=Measure, default=Measure.BY_HAND
    )
    target = models.PositiveIntegerField(
        _("how many"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_TARGET)],
    )
    task = models.ForeignKey(
        Task,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="milestones",
        verbose_name=_("task"),
    )
    counts_itself = models.BooleanField(default=True, db_default=True, editable=False)
    due_on = models.DateField(pgettext_lazy("a date", "by"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, editable=False)

    # Set by `counted`.
    task_times: int | None
    people_met: int | None

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(measure="by-hand", target__isnull=True)
                | (~Q(measure="by-hand") & Q(target__range=(1, MOST_TARGET))),
                name="milestone_counted_has_target",
                violation_error_message=_("Say how many, or choose to tick it yourself."),
            ),
            models.CheckConstraint(
                condition=~Q(measure="task") | Q(task__isnull=False),
                name="milestone_of_a_task_names_it",
                violation_error_message=_("Say which task is counted."),
            ),
            at_most("title", TITLE_LIMIT, "milestone_title_short"),
        ]

    def __str__(self) -> str:
        return self.title

    def count(self, owner: User) -> int | None:
        """Return how many there are of what is counted; None where it is ticked by hand.

        `owner` is its own, read when this was (`counted`); all that they ever logged counts.
        """
        sums = {
            self.Measure.POINTS: owner.points,
            self.Measure.ACTIVITIES: owner.activity_count,
            self.Measure.QUOTES: owner.quote_count,
        }
        if self.measure == self.Measure.TASK:
            return self.task_times or 0
        if self.measure == self.Measure.PMS_MET:
            return self.people_met or 0
        return sums.get(self.Measure(self.measure))

    def is_reached_by(self, count: int | None) -> bool:
        """Return whether it is reached with so many, or was said to be."""
        by_count = self.counts_itself and count is not None and count >= (self.target or 0)
        return bool(self.done_on) or by_count
