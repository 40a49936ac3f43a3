"""Practice: a question answered aloud, and how clear that was."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import Skill
from tracker.openings.models import Opening
from tracker.shared.limits import at_most
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index
from tracker.shared.weeks import EARLIEST
from tracker.stories.models import Story

QUESTION_LIMIT = 500
NOTE_LIMIT = 2_000
TWO_MINUTES = 120
MOST_SECONDS = 3_600
CLEAREST = 5


class PracticeQuerySet(UndoableQuerySet["Practice"]):
    def for_list(self) -> "PracticeQuerySet":
        return self.live().select_related("skill", "opening", "story")


class Practice(Undoable):
    """One question answered aloud on one local date."""

    # What is found by words, in search_sources.py; the first one is its name.
    SEARCHED_FIELDS = ("question", "note")

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="practices", editable=False
    )
    # Made by the page that sends it: one that arrives twice finds its first arrival.
    client_id = models.UUIDField(default=uuid.uuid4, editable=False)
    date = models.DateField(_("date"))
    question = models.CharField(_("question"), max_length=QUESTION_LIMIT)
    skill = models.ForeignKey(
        Skill,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("skill"),
    )
    opening = models.ForeignKey(
        Opening,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name=_("opening"),
    )
    story = models.ForeignKey(
        Story,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="practices",
        verbose_name=_("story"),
    )
    seconds = models.PositiveSmallIntegerField(
        _("seconds spoken"), null=True, blank=True, validators=[MaxValueValidator(MOST_SECONDS)]
    )
    clarity = models.PositiveSmallIntegerField(
        _("how clear it was"), validators=[MinValueValidator(1), MaxValueValidator(CLEAREST)]
    )
    note = models.TextField(_("note"), max_length=NOTE_LIMIT, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PracticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("practice")
        verbose_name_plural = _("practices")
        indexes = [
            models.Index(fields=["owner", "-date", "-id"], condition=LIVE, name="practice_list"),
            models.Index(
                fields=["owner", "skill", "-date", "-id"], condition=LIVE, name="practice_of_skill"
            ),
            deleted_index("practice"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner", "client_id"], name="practice_sent_once"),
            models.CheckConstraint(
                condition=Q(clarity__range=(1, CLEAREST)), name="practice_clarity_one_to_five"
            ),
            models.CheckConstraint(
                condition=Q(seconds__isnull=True) | Q(seconds__lte=MOST_SECONDS),
                name="practice_an_hour_at_most",
            ),
            models.CheckConstraint(
                condition=Q(date__gte=EARLIEST), name="practice_not_before_1950"
            ),
            models.CheckConstraint(condition=~Q(question=""), name="practice_has_a_question"),
            at_most("question", QUESTION_LIMIT, "practice_question_short"),
            at_most("note", NOTE_LIMIT, "practice_note_short"),
        ]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return f"{reverse('practices')}#practice-{self.pk}"

    @property
    def time_spoken(self) -> str:
        """How long the answer took, as "1:52"; "" where nobody stopped the time."""
        return f"{self.seconds // 60}:{self.seconds % 60:02}" if self.seconds else ""
