"""The curated list: levels, areas and tasks."""

from typing import TYPE_CHECKING, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tracker.catalogue.guidance.models import CareerPath, TaskNeed
from tracker.catalogue.origins import TaskOrigin, TaskSourceKind, origin_constraints
from tracker.catalogue.slug_lists import holds
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most, one_of, with_commas
from tracker.shared.links import LinkField
from tracker.shared.text.words import every_word

if TYPE_CHECKING:
    from tracker.accounts.models import User


TITLE_LIMIT = 120
SUMMARY_LIMIT = 300
CREDIT_LIMIT = 80
RESOURCE_TITLE_LIMIT = 160
AUTHOR_LIMIT = 120
LINK_LIMIT = 500
NOTE_LIMIT = 300
MOST_POINTS = 1000
TOO_MANY_POINTS = format_lazy(
    _("A task earns at most {most} points."), most=with_commas(MOST_POINTS)
)
# Addresses beside /tasks/<slug>/ that a task's own would never be reached under.
TAKEN_SLUGS = {"hint", "like", "options", "preview", "reading", "suggest", "suggestions"}


def validate_free(slug: str) -> None:
    if slug in TAKEN_SLUGS:
        raise ValidationError(
            _("“%(slug)s” is an address of the site itself."), "taken", {"slug": slug}
        )


class Level(models.Model):
    """Where a career goes: 1 into product management, 2 PM to Director, 3 Director to VP."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    name = NameField(_("name"), max_length=80)
    summary = models.CharField(_("summary"), max_length=SUMMARY_LIMIT)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("level")
        verbose_name_plural = _("levels")
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    slug = models.SlugField(_("slug"), unique=True)
    name = NameField(_("name"), max_length=60)
    summary = models.CharField(_("summary"), max_length=SUMMARY_LIMIT)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class TaskQuerySet(models.QuerySet["Task"]):
    def published(self) -> Self:
        return self.filter(status=Task.Status.PUBLISHED)

    def for_list(self) -> Self:
        """Return them in order with what a row of the list shows, without the long texts."""
        shown = ("slug", "title", "summary", "effort", "own_points", "area__name")
        return (
            self.published()
            .select_related("area", "level")
            .only(*shown, "level__number", "level__name", "level__summary")
            .order_by("level__number", "area__position", "position", "pk")
        )

    def with_own(self, user: "User") -> Self:
        """Say of each what the user did with it: `times`, `last_on`, and whether `is_planned`."""
        week = user.this_week
        planned = Task.objects.filter(
            pk=models.OuterRef("pk"),
            commitments__owner=user,
            commitments__first__range=(week.first, week.last),
            commitments__state__in=("planned", "done", "carried"),
        )
        return self.annotate(
            own=models.FilteredRelation("tallies", condition=models.Q(tallies__owner=user)),
            times=models.F("own__times"),
            last_on=models.F("own__last_on"),
            is_planned=models.Exists(planned),
        )

    def for_suggestions(self) -> Self:
        """Return the list as the rules that suggest read it, whose level they know."""
        shown = ["slug", "title", "effort", "own_points", "cadence", "area__slug", "area__name"]
        shown += ["level", "needs", "paths", "skills"]
        return self.for_list().select_related(None).select_related("area").only(*shown)

    def for_page(self) -> Self:
        """Return published and retired tasks: who used a retired one can still read it."""
        return self.exclude(status=Task.Status.DRAFT).with_reading()

    def with_reading(self) -> Self:
        """Return whole tasks with all that their page shows, whatever their status."""
        reading = models.Prefetch("resources", Resource.objects.published(), "reading")
        return self.select_related("area", "level", "successor").prefetch_related(reading)

    def matching(self, text: str) -> Self:
        return self.filter(
            every_word(text, "title", "summary", "how_to", "why", "evidence", "area__name")
        )

    def practising(self, skill: str) -> Self:
        """Return those that practise the skill with this slug."""
        return self.filter(holds("skills", skill))

    def suited_to(self, path: str) -> Self:
        """Return what may be done on a path: nothing that presumes what is not there."""
        suited = self.filter(models.Q(paths="") | holds("paths", path))
        if path != CareerPath.NO_TEAM:
            return suited
        return suited.exclude(holds("needs", TaskNeed.PM_TEAM))

    def not_tried_by(self, user: "User") -> Self:
        return self.exclude(tallies__owner_id=user.pk)


class TaskEffort(models.TextChoices):
    SMALL = "S", _("S, up to 30 minutes")
    MEDIUM = "M", _("M, up to two hours")
    LARGE = "L", _("L, half a day or more")


class Task(TaskOrigin):
    """One curated piece of product-management work that an aspiring PM can volunteer for."""

    Effort = TaskEffort  # outside, where the constraints below see it

    class Cadence(models.TextChoices):
        ANY_TIME = "any-time", _("any time")
        ONCE = "once", _("once")
        ONCE_PER_PERSON = "once-per-person", _("once per person")
        PER_PERSON = "per-person", _("per person")
        PER_SPEC = "per-spec", _("per spec")
        PER_RECOMMENDATION = "per-recommendation", _("per recommendation")
        AS_TEMPTED = "as-tempted", _("as tempted")
        WEEKLY = "weekly", _("weekly")
        FORTNIGHTLY = "fortnightly", _("fortnightly")
        MONTHLY = "monthly", _("monthly")
        QUARTERLY = "quarterly", _("quarterly")
        HALF_YEARLY = "half-yearly", _("half-yearly")
        YEARLY = "yearly", _("yearly")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        ARCHIVED = "archived", _("archived")

    Source = TaskSourceKind

    EFFORT_POINTS = {"S": 5, "M": 10, "L": 25}
    CADENCE_DAYS = {
        "weekly": 7,
        "fortnightly": 14,
        "monthly": 30,
        "quarterly": 91,
        "half-yearly": 182,
        "yearly": 365,
    }

    slug = models.SlugField(_("slug"), max_length=80, unique=True, validators=[validate_free])
    level = models.ForeignKey(
        Level, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("level")
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="tasks", verbose_name=_("area")
    )
    title = NameField(_("title"), max_length=TITLE_LIMIT, unique=True)
    summary = models.CharField(_("summary"), max_length=SUMMARY_LIMIT)
    how_to = models.TextField(_("how to"), help_text=_("One step on each line."))
    why = models.TextField(_("why a hiring manager cares"))
    evidence = models.TextField(_("evidence to keep"))
    mistake = models.TextField(_("common mistake"), blank=True)
    effort = models.CharField(_("effort"), max_length=1, choices=Effort)
    cadence = models.CharField(
        _("cadence"), max_length=20, choices=Cadence, default=Cadence.ANY_TIME
    )
    own_points = models.PositiveSmallIntegerField(
        _("points"),
        null=True,
        blank=True,
        help_text=format_lazy(
            _("Leave empty for what the effort gives: S {S}, M {M}, L {L}."), **EFFORT_POINTS
        ),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.DRAFT)

    successor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("successor"),
        help_text=_("Shown on the page of a retired task."),
    )
    credit = models.CharField(
        _("credit"),
        max_length=CREDIT_LIMIT,
        blank=True,
        help_text=_("Who suggested it, if they want to be named."),
    )
    reviewed_fingerprint = models.CharField(
        db_column="settled",
        max_length=64,
        blank=True,
        editable=False,
        help_text="Fingerprint of the release content that was decided about last.",
    )

    objects = TaskQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["reviewed_fingerprint"])

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["level__number", "area__position", "position", "pk"]
        indexes = [models.Index(fields=["status", "level", "area", "position"], name="task_list")]
        constraints = [
            one_of("effort", TaskEffort, "task_effort_known"),
            models.CheckConstraint(
                condition=models.Q(own_points__isnull=True) | models.Q(own_points__lte=MOST_POINTS),
                name="task_points_sane",
                violation_error_message=TOO_MANY_POINTS,
            ),
            at_most("title", TITLE_LIMIT, "task_title_short"),
            at_most("credit", CREDIT_LIMIT, "task_credit_short"),
            *origin_constraints(),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("task", args=[self.slug])

    def clean(self) -> None:
        self.title = " ".join(self.title.split())
        former = FormerSlug.objects.filter(slug=self.slug).exclude(task=self.pk)
        if owner := former.select_related("task").first():
            sentence = _("This address leads to “%(title)s”, which had it before.")
            raise ValidationError({"slug": sentence % {"title": owner.task}})
        self.check_origin()
        if self.pk and self.successor_id == self.pk:
            raise ValidationError({"successor": _("A task cannot be its own successor.")})

    @property
    def points(self) -> int:
        """The points for logging it, without quotes."""
        return self.EFFORT_POINTS[self.effort] if self.own_points is None else self.own_points

    @property
    def steps(self) -> list[str]:
        return [line.strip() for line in self.how_to.splitlines() if line.strip()]

    @property
    def is_retired(self) -> bool:
        return self.status == self.Status.ARCHIVED


class FormerSlug(models.Model):
    """An address that a task had before; it leads to the task for good."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="former_slugs")

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")

    def __str__(self) -> str:
        return self.slug


class ResourceQuerySet(models.QuerySet["Resource"]):
    def published(self) -> Self:
        return self.filter(status=Task.Status.PUBLISHED)

    def for_list(self) -> Self:
        """Return the reading list, each with the published tasks that it is for."""
        tasks = models.Prefetch(
            "tasks", Task.objects.published().only("slug", "title"), "for_tasks"
        )
        return self.published().select_related("level").prefetch_related(tasks)


class ResourceKind(models.TextChoices):
    BOOK = "book", _("book")
    TALK = "talk", _("talk")
    POST = "post", _("post")


class Resource(models.Model):
    """Something to read, watch or hear that helps with tasks."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=4, choices=ResourceKind)
    title = NameField(_("title"), max_length=RESOURCE_TITLE_LIMIT)
    author = NameField(_("author"), max_length=AUTHOR_LIMIT)
    link = LinkField(_("link"), max_length=LINK_LIMIT, blank=True)
    note = models.CharField(
        _("note"), max_length=NOTE_LIMIT, blank=True, help_text=_("What to look for in it.")
    )
    level = models.ForeignKey(
        Level,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="resources",
        verbose_name=_("level"),
        help_text=_("Leave empty for every level."),
    )
    tasks = models.ManyToManyField(
        Task, blank=True, related_name="resources", verbose_name=_("tasks")
    )
    status = models.CharField(
        _("status"), max_length=9, choices=Task.Status, default=Task.Status.DRAFT
    )
    # What `check_links` found last; empty while the link answers.
    link_problem = models.CharField(_("link problem"), max_length=200, blank=True, editable=False)
    link_checked_at = models.DateTimeField(_("link checked"), null=True, editable=False)

    objects = ResourceQuerySet.as_manager()
    history = HistoricalRecords(
        m2m_fields=[tasks], excluded_fields=["link_problem", "link_checked_at"]
    )

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("reading list")
        ordering = ["kind", "title", "pk"]
        constraints = [
            one_of("kind", ResourceKind, "resource_kind_known"),
            at_most("title", RESOURCE_TITLE_LIMIT, "resource_title_short"),
            at_most("author", AUTHOR_LIMIT, "resource_author_short"),
            at_most("link", LINK_LIMIT, "resource_link_short"),
            at_most("note", NOTE_LIMIT, "resource_note_short"),
        ]

    def __str__(self) -> str:
        return self.title
