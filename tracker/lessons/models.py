"""Mistakes and hard conversations, with what changed since: what an interviewer asks for."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most, one_of
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index
from tracker.shared.weeks import EARLIEST

TITLE_LIMIT = 120
TEXT_LIMIT = 2_000


class LessonQuerySet(UndoableQuerySet["Lesson"]):
    def finished(self) -> Self:
        """Keep those that say what changed since; the others are drafts."""
        return self.live().exclude(changed="")

    def drafts(self) -> Self:
        return self.live().filter(changed="")


class LessonKind(models.TextChoices):
    MISTAKE = "mistake", _("mistake")
    CONVERSATION = "conversation", _("hard conversation")


class Lesson(Undoable):
    """A mistake or hard conversation, whose product it was, what changed since.

    Without a change it is a draft.
    """

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="lessons", editable=False
    )
    activity = models.ForeignKey(
        Activity,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="lessons",
        editable=False,
    )
    kind = models.CharField(
        _("kind"), max_length=12, choices=LessonKind, default=LessonKind.MISTAKE
    )
    title = NameField(_("title"), max_length=TITLE_LIMIT)
    date = models.DateField(_("date"))
    product = NameField(_("whose product it was"), max_length=TITLE_LIMIT, blank=True)
    story = models.TextField(_("what happened"), max_length=TEXT_LIMIT, blank=True)
    changed = models.TextField(_("what changed since"), max_length=TEXT_LIMIT, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        indexes = [
            models.Index(fields=["owner", "-date", "-id"], condition=LIVE, name="lesson_list"),
            deleted_index("lesson"),
        ]
        constraints = [
            one_of("kind", LessonKind, "lesson_kind_known"),
            models.CheckConstraint(condition=~Q(title=""), name="lesson_has_a_title"),
            models.CheckConstraint(condition=Q(date__gte=EARLIEST), name="lesson_not_before_1950"),
            at_most("title", TITLE_LIMIT, "lesson_title_short"),
            at_most("product", TITLE_LIMIT, "lesson_product_short"),
            at_most("story", TEXT_LIMIT, "lesson_story_short"),
            at_most("changed", TEXT_LIMIT, "lesson_changed_short"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("lesson", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return not self.changed
