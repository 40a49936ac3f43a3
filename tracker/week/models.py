"""The rhythm: what one takes on for a week, weeks that are skipped, and the look back."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.journal.models import Activity
from tracker.shared.limits import at_most, one_of
from tracker.shared.owned import Owned, OwnedQuerySet
from tracker.shared.weeks import EARLIEST_WEEK, Week

PROMPT_LIMIT = 2_000
MOST_COMMITMENTS = 3


class WeeklyMeasure(models.TextChoices):
    POINTS = "points", _("points a week")
    ACTIVITIES = "activities", _("activities a week")


class WeekRecordQuerySet(OwnedQuerySet["WeekRecord"]):
    def within(self, first: date, last: date) -> Self:
        return self.filter(first__range=(first, last))

    def of(self, week: Week) -> Self:
        """Filter by range, so that a record stays with its week when the week start changes."""
        return self.within(week.first, week.last)

    def for_rhythm(self) -> Self:
        """Read targets and skips, without what was written in reviews."""
        return self.only("owner_id", "first", "measure", "target", "is_skipped", "closed_at")


class WeekRecord(Owned):
    """What is kept about one week of one owner; a week without anything special has none.

    `measure` and `target` are set where a new weekly target starts to count, and hold until the
    next record that sets one; a target of 0 means none.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="weeks", editable=False)
    first = models.DateField(_("first day"))
    measure = models.CharField(max_length=10, choices=WeeklyMeasure, blank=True, editable=False)
    target = models.PositiveSmallIntegerField(null=True, editable=False)
    is_skipped = models.BooleanField(_("skipped"), default=False)

    happened = models.TextField(_("What happened?"), max_length=PROMPT_LIMIT, blank=True)
    said = models.TextField(_("What did a customer say?"), max_length=PROMPT_LIMIT, blank=True)
    learned = models.TextField(_("What did you learn?"), max_length=PROMPT_LIMIT, blank=True)
    asked_for = models.TextField(
        _("Did a PM ask for you, unprompted?"), max_length=PROMPT_LIMIT, blank=True
    )
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    # As the week stood when it was closed: {"points", "activities", "quotes", "commitments"}.
    snapshot = models.JSONField(default=dict, editable=False)

    objects = WeekRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("week")
        verbose_name_plural = _("weeks")
        constraints = [
            models.UniqueConstraint(fields=["owner", "first"], name="week_one_record"),
            models.CheckConstraint(
                condition=Q(first__gte=EARLIEST_WEEK), name="week_not_before_1950"
            ),
            models.CheckConstraint(
                condition=Q(measure="", target=None)
                | Q(measure__in=WeeklyMeasure.values, target__isnull=False),
                name="week_target_whole",
            ),
            at_most("happened", PROMPT_LIMIT, "week_happened_short"),
            at_most("said", PROMPT_LIMIT, "week_said_short"),
            at_most("learned", PROMPT_LIMIT, "week_learned_short"),
            at_most("asked_for", PROMPT_LIMIT, "week_asked_for_short"),
        ]

    def __str__(self) -> str:
        return str(self.first)


TASK_IN_PLANS = ("task__slug", "task__title", "task__area__slug", "task__area__name")


class CommitmentQuerySet(OwnedQuerySet["Commitment"]):
    def of(self, week: Week) -> Self:
        return self.filter(first__range=(week.first, week.last))

    def for_week(self, week: Week) -> Self:
        return self.of(week).select_related("task__area").order_by("pk")

    def around(self, week: Week) -> Self:
        """Read a week's and the one before's; of the earlier one also whether an entry did it."""
        before = week.back(1)
        activities = Activity.objects.live().filter(
            owner=models.OuterRef("owner"),
            task=models.OuterRef("task"),
            date__range=(before.first, before.last),
        )
        both = self.filter(first__range=(before.first, week.last))
        return (
            both.select_related("task__area")
            .annotate(was_done=models.Exists(activities))
            .only("first", "state", "times_carried", *TASK_IN_PLANS)
            .order_by("pk")
        )


class CommitmentState(models.TextChoices):
    PLANNED = "planned", _("planned")
    DONE = "done", _("done")
    CARRIED = "carried", _("carried over")
    DROPPED = "dropped", _("dropped")


class Commitment(Owned):
    """A task taken on for one week. That an entry did it, the journal says; a tick says it too."""

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="commitments", editable=False
    )
    first = models.DateField(_("first day of its week"))
    task = models.ForeignKey(
        Task, on_delete=models.PROTECT, related_name="commitments", verbose_name=_("task")
    )
    state = models.CharField(
        _("state"),
        max_length=7,
        choices=CommitmentState,
        default=CommitmentState.PLANNED,
        editable=False,
    )
    times_carried = models.PositiveSmallIntegerField(default=0, editable=False)

    was_done: bool  # where read by `around`

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "first", "task"],
                name="commitment_once_a_week",
                violation_error_message=_("You have taken this on already."),
            ),
            one_of("state", CommitmentState, "commitment_state_known"),
        ]

    def __str__(self) -> str:
        return str(self.task)
