"""What curators say beside the tasks: skills, stepping-stone roles, readiness lenses, paths."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from tracker.catalogue.slug_lists import LIST_LIMIT, SlugListField, slugs_of
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most, one_of

NAME_LIMIT = 80
SENTENCE_LIMIT = 300
PHRASE_LIMIT = 160
# Bookkeeping of releases; no version of a row's words.
FINGERPRINT = ["shipped_fingerprint"]


class CareerPath(models.TextChoices):
    """The route of a goal of level 1."""

    INSIDE = "inside", _("Inside my company")
    NICHE = "niche", _("My niche")
    STEPPING_STONE = "stepping-stone", _("A stepping-stone role")
    NO_TEAM = "no-team", _("My company has no PM team")


class TaskNeed(models.TextChoices):
    """What a task presumes of whoever does it."""

    PM_TEAM = "pm-team", _("product managers at my company")
    CUSTOMERS = "customers", _("customers within reach")
    NICHE = "niche", _("a trade that I know")
    OFFICIAL_JOB = "official-job", _("a post that I hold")


class LensName(models.TextChoices):
    """The six doubts with which a hiring manager looks at an aspiring PM."""

    LESSONS = "lessons", _("Lessons")
    MOTIVE = "motive", _("Motive")
    PEOPLE = "people", _("People")
    REFERRAL = "referral", _("Referral")
    MARKET = "market", _("Market")
    PULL = "pull", _("Pull")


def lines_of(text: str) -> list[str]:
    lines = []
    for line in text.splitlines():
        if line.strip():
            lines.append(line.strip())
    return lines


class Shipped(models.Model):
    """What a release brings and reworded rows of curators keep."""

    shipped_fingerprint = models.CharField(
        _("shipped fingerprint"),
        max_length=64,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text=_(
            "Which words a release brought last: a row that still has them takes new ones."
        ),
    )

    class Meta:
        abstract = True


class Guidance(Shipped):
    """What every kind has: an address, a place among its like."""

    slug = models.SlugField(_("slug"), max_length=NAME_LIMIT, unique=True)
    name = NameField(_("name"), max_length=NAME_LIMIT)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class OfferedQuerySet(models.QuerySet[Any]):
    def offered(self) -> Self:
        """Leave out what curators retired: it stays where it is used, and is offered nowhere."""
        return self.filter(retired=False)


class Retirable(Guidance):
    """What curators can retire."""

    retired = models.BooleanField(
        _("retired"),
        default=False,
        db_default=False,
        help_text=_("Offered to nobody any more. It stays where it is used."),
    )

    objects = OfferedQuerySet.as_manager()

    class Meta(Guidance.Meta):
        abstract = True


class Skill(Retirable):
    """Something that a product manager is asked about; tasks practise it, stories show it."""

    summary = models.CharField(_("summary"), max_length=SENTENCE_LIMIT)
    good_answer = models.TextField(_("what a good answer shows"))
    questions = models.TextField(
        _("questions that are asked"), help_text=_("One question on each line.")
    )

    history = HistoricalRecords(excluded_fields=FINGERPRINT)

    class Meta(Retirable.Meta):
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        constraints = [
            at_most("name", NAME_LIMIT, "skill_name_short"),
            at_most("summary", SENTENCE_LIMIT, "skill_summary_short"),
        ]

    @property
    def question_list(self) -> list[str]:
        return lines_of(self.questions)


class Role(Retirable):
    """A stepping-stone role: a job that brings one closer to product management."""

    summary = models.CharField(_("summary"), max_length=SENTENCE_LIMIT)
    teaches = models.TextField(_("what it teaches"))
    lacks = models.TextField(_("what it lacks"))
    moved_on = models.TextField(_("who names it, and what a PM could use"))
    ask_before = models.TextField(
        _("what to ask before taking it"), help_text=_("One question on each line.")
    )
    skills = SlugListField(_("skills"), blank=True, help_text=_("Slugs, with a space between."))
    lenses = SlugListField(
        _("lenses"), blank=True, known=LensName, help_text=_("Those on which it helps.")
    )

    history = HistoricalRecords(excluded_fields=FINGERPRINT)

    class Meta(Retirable.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            at_most("name", NAME_LIMIT, "role_name_short"),
            at_most("summary", SENTENCE_LIMIT, "role_summary_short"),
            at_most("skills", LIST_LIMIT, "role_skills_short"),
            at_most("lenses", LIST_LIMIT, "role_lenses_short"),
        ]

    @property
    def questions_before(self) -> list[str]:
        return lines_of(self.ask_before)

    @property
    def skill_slugs(self) -> list[str]:
        return slugs_of(self.skills)

    @property
    def lens_slugs(self) -> list[str]:
        return slugs_of(self.lenses)


class PathText(Guidance):
    """What is said of a path; its slug is a value of `CareerPath`."""

    sentence = models.CharField(_("sentence"), max_length=SENTENCE_LIMIT)
    phrase = models.CharField(_("phrase"), max_length=PHRASE_LIMIT, blank=True)
    attribution = models.CharField(_("attribution"), max_length=PHRASE_LIMIT, blank=True)
    warning = models.TextField(_("warning"), blank=True)
    advice = models.TextField(_("advice"), blank=True)

    history = HistoricalRecords(excluded_fields=FINGERPRINT)

    class Meta(Guidance.Meta):
        verbose_name = _("path")
        verbose_name_plural = _("paths")
        constraints = [
            one_of("slug", CareerPath, "path_text_known"),
            at_most("name", NAME_LIMIT, "path_text_name_short"),
            at_most("sentence", SENTENCE_LIMIT, "path_text_sentence_short"),
            at_most("phrase", PHRASE_LIMIT, "path_text_phrase_short"),
            at_most("attribution", PHRASE_LIMIT, "path_text_attribution_short"),
        ]


class LensQuerySet(models.QuerySet["Lens"]):
    def of_level(self, number: int) -> Self:
        return self.filter(level=number).order_by("position", "pk")


class Lens(Shipped):
    """One lens of one level: the doubt, and what a hiring manager would still ask."""

    slug = models.CharField(_("lens"), max_length=10, choices=LensName)
    level = models.PositiveSmallIntegerField(
        _("level"), choices=[(1, "1"), (2, "2"), (3, "3")], default=1
    )
    name = NameField(_("name"), max_length=NAME_LIMIT)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    doubt = models.CharField(_("doubt"), max_length=SENTENCE_LIMIT)
    attribution = models.CharField(_("attribution"), max_length=PHRASE_LIMIT, blank=True)
    question = models.CharField(_("what they would still ask"), max_length=SENTENCE_LIMIT)
    tasks = models.TextField(
        _("tasks"), blank=True, help_text=_("Slugs of tasks, the next one first, one on each line.")
    )

    objects = LensQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=FINGERPRINT)

    class Meta:
        verbose_name = _("lens")
        verbose_name_plural = _("lenses")
        ordering = ["level", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "level"], name="lens_once_a_level"),
            one_of("slug", LensName, "lens_known"),
            models.CheckConstraint(
                condition=models.Q(level__in=[1, 2, 3]), name="lens_level_known"
            ),
            at_most("name", NAME_LIMIT, "lens_name_short"),
            at_most("doubt", SENTENCE_LIMIT, "lens_doubt_short"),
            at_most("attribution", PHRASE_LIMIT, "lens_attribution_short"),
            at_most("question", SENTENCE_LIMIT, "lens_question_short"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.level}"

    @property
    def task_slugs(self) -> list[str]:
        return slugs_of(self.tasks)
