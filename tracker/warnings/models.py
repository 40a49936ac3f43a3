"""That somebody went on after a warning, and why."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.shared.limits import at_most, one_of
from tracker.shared.owned import Owned, OwnedQuerySet
from tracker.shared.weeks import EARLIEST
from tracker.warnings.kinds import TEXTS, WarningKind, WarningText

ABOUT_LIMIT = 200
NOTE_LIMIT = 2_000


class Override(Owned):
    """A warning that was read and overridden: dated, with its note, never changed afterwards."""

    kind = models.CharField(_("warning"), max_length=13, choices=WarningKind)
    # What it was about, in the words of that day.
    about = models.CharField(_("about"), max_length=ABOUT_LIMIT, blank=True, db_default="")
    note = models.TextField(_("why all the same"), max_length=NOTE_LIMIT)
    date = models.DateField(_("date"))
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OwnedQuerySet["Override"].as_manager()

    class Meta:
        verbose_name = _("overridden warning")
        verbose_name_plural = _("overridden warnings")
        indexes = [models.Index(fields=["owner", "-date", "-id"], name="override_list")]
        constraints = [
            one_of("kind", WarningKind, "override_kind_known"),
            models.CheckConstraint(condition=~Q(note=""), name="override_has_a_note"),
            models.CheckConstraint(
                condition=Q(date__gte=EARLIEST), name="override_not_before_1950"
            ),
            at_most("about", ABOUT_LIMIT, "override_about_short"),
            at_most("note", NOTE_LIMIT, "override_note_short"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def text(self) -> WarningText:
        return TEXTS[WarningKind(self.kind)]
