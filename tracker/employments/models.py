"""Where somebody works and worked: a map of the PM team, and a time, belong to each."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index
from tracker.shared.text.days import in_words
from tracker.shared.weeks import EARLIEST

NAME_LIMIT = 120


class EmploymentQuerySet(UndoableQuerySet["Employment"]):
    def present(self) -> Self:
        """Keep the one that goes on; there is one at most."""
        return self.live().filter(last_on=None)

    def for_list(self) -> Self:
        """Order the present one first, then by when they ended."""
        latest = models.F("last_on").desc(nulls_first=True)
        return self.live().order_by(latest, models.F("first_on").desc(nulls_last=True), "-pk")


class Employment(Undoable):
    """A post at a company; the present one has no last day. Overlaps are allowed: people hand over.

    The company may stay unnamed, and its first day unknown.
    """

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="employments", editable=False
    )
    company = NameField(_("company"), max_length=NAME_LIMIT, blank=True, default="", db_default="")
    role = NameField(_("your role"), max_length=NAME_LIMIT, blank=True, default="", db_default="")
    first_on = models.DateField(_("first day"), null=True, blank=True)
    last_on = models.DateField(_("last day"), null=True, blank=True)
    has_pms = models.BooleanField(
        _("does the company have product managers?"), null=True, blank=True
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EmploymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("employment")
        verbose_name_plural = _("employments")
        indexes = [
            models.Index(fields=["owner", "-last_on"], condition=LIVE, name="employment_list"),
            deleted_index("employment"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["owner"],
                condition=LIVE & Q(last_on__isnull=True),
                name="employment_one_present",
                violation_error_message=_("You have a present employment: give that one an end."),
            ),
            models.CheckConstraint(
                condition=Q(first_on__isnull=True)
                | Q(last_on__isnull=True)
                | Q(first_on__lte=models.F("last_on")),
                name="employment_ends_after_it_began",
                violation_error_message=_("The last day is before the first one."),
            ),
            models.CheckConstraint(
                condition=Q(first_on__isnull=True) | Q(first_on__gte=EARLIEST),
                name="employment_not_before_1950",
                violation_error_message=_("Choose a day from 1950 on."),
            ),
            at_most("company", NAME_LIMIT, "employment_company_short"),
            at_most("role", NAME_LIMIT, "employment_role_short"),
        ]

    def __str__(self) -> str:
        if self.company:
            return self.company
        if self.is_present:
            return gettext("my present company")
        return gettext("an earlier company, until %(day)s") % {"day": self._in_months(self.last_on)}

    def get_absolute_url(self) -> str:
        return reverse("employments")

    @property
    def is_present(self) -> bool:
        return self.last_on is None

    @property
    def time(self) -> str:
        """From when to when, as in "Mar 2021 – Nov 2026"; what is not known is left out."""
        if self.is_present and not self.first_on:
            return gettext("now")
        end = gettext("now") if self.is_present else self._in_months(self.last_on)
        if not self.first_on:
            return gettext("until %(day)s") % {"day": end}
        return f"{self._in_months(self.first_on)} – {end}"

    def covers(self, field: str) -> Q:
        """Return a condition: the date `field` of a row lies in the time of this employment."""
        condition = Q()
        if self.first_on:
            condition &= Q((f"{field}__gte", self.first_on))
        if self.last_on:
            condition &= Q((f"{field}__lte", self.last_on))
        return condition

    @staticmethod
    def _in_months(day: date | None) -> str:
        return in_words(day, "M Y") if day else ""
