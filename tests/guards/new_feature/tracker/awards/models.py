"""Awards that somebody has won."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.shared.limits import at_most
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index

TITLE_LIMIT = 120


class Award(Undoable):
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="awards", editable=False)
    title = models.CharField(_("title"), max_length=TITLE_LIMIT)
    date = models.DateField(_("date"))

    objects = UndoableQuerySet["Award"].as_manager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        indexes = [
            models.Index(fields=["owner", "-date", "-id"], condition=LIVE, name="award_list"),
            deleted_index("award"),
        ]
        constraints = [at_most("title", TITLE_LIMIT, "award_title_short")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("edit_award", args=[self.pk])
