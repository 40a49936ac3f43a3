"""A stepping-stone role that somebody holds or plans, with its clock."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.paths.stints.clock import Clock, Pause, read_clock
from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most, one_of
from tracker.shared.soft_delete import LIVE, Undoable, UndoableQuerySet, deleted_index
from tracker.shared.weeks import EARLIEST

NAME_LIMIT = 120
TEXT_LIMIT = 2_000
QUARTER = timedelta(days=91)


class StintQuerySet(UndoableQuerySet["Stint"]):
    def for_list(self) -> Self:
        """Read the latest first, planned ones before all, with what their clocks need."""
        latest = models.F("first_on").desc(nulls_first=True)
        return self.live().with_rows().order_by(latest, "-pk")

    def with_rows(self) -> Self:
        """Read each with its owner, `live_pauses` and `live_checks`."""
        pauses = StintPause.objects.live().order_by("first_on", "pk")
        checks = StintCheck.objects.live().order_by("-date", "-pk")
        return self.select_related("owner").prefetch_related(
            models.Prefetch("pauses", queryset=pauses, to_attr="live_pauses"),
            models.Prefetch("checks", queryset=checks, to_attr="live_checks"),
        )


class Stint(Undoable):
    """A post on the way: not for ever, but for a year at least."""

    SEARCHED_FIELDS = ("title", "company", "note")

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="stints", editable=False)
    # The slug of a curated role; empty for any other. Not a key: a curator may retire a role.
    role = models.CharField(
        _("stepping-stone role"), max_length=60, blank=True, default="", db_default=""
    )
    title = NameField(_("title"), max_length=NAME_LIMIT)
    company = NameField(_("company"), max_length=NAME_LIMIT, blank=True, default="", db_default="")
    has_pms = models.BooleanField(_("are there product managers?"), null=True, blank=True)
    first_on = models.DateField(_("first day"), null=True, blank=True)
    last_on = models.DateField(_("last day"), null=True, blank=True)
    note = models.TextField(
        _("what it is to teach me"), max_length=TEXT_LIMIT, blank=True, default="", db_default=""
    )
    # When the campaign for the PM post began.
    campaign_on = models.DateField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    live_pauses: "list[StintPause]"
    live_checks: "list[StintCheck]"

    objects = StintQuerySet.as_manager()

    class Meta:
        verbose_name = _("stint")
        verbose_name_plural = _("stints")
        indexes = [
            models.Index(fields=["owner", "-first_on", "-id"], condition=LIVE, name="stint_list"),
            deleted_index("stint"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="stint_has_a_title"),
            models.CheckConstraint(
                condition=Q(last_on__isnull=True)
                | (Q(first_on__isnull=False) & Q(last_on__gte=models.F("first_on"))),
                name="stint_ends_after_it_begins",
                violation_error_message=_("The last day is before the first one."),
            ),
            models.CheckConstraint(
                condition=Q(first_on__isnull=True) | Q(first_on__gte=EARLIEST),
                name="stint_not_before_1950",
                violation_error_message=_("Choose a day from 1950 on."),
            ),
            at_most("role", 60, "stint_role_short"),
            at_most("title", NAME_LIMIT, "stint_title_short"),
            at_most("company", NAME_LIMIT, "stint_company_short"),
            at_most("note", TEXT_LIMIT, "stint_note_short"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("stint", args=[self.pk])

    @property
    def has_ended(self) -> bool:
        return self.last_on is not None and self.last_on < self.owner.today

    @property
    def clock(self) -> Clock | None:
        """What its clock shows today, or showed on its last day; None without a first day."""
        if self.first_on is None:
            return None
        pauses = [Pause(pause.first_on, pause.last_on) for pause in self.live_pauses]
        day = min(filter(None, [self.last_on, self.owner.today]))
        return read_clock(self.first_on, pauses, day)

    @property
    def check_due_on(self) -> date | None:
        """The day of the next check: a quarter after the last one; None where none is wanted."""
        if self.first_on is None or self.first_on > self.owner.today or self.has_ended:
            return None
        last = self.live_checks[0].date if self.live_checks else self.first_on
        return last + QUARTER

    @property
    def is_check_due(self) -> bool:
        return self.check_due_on is not None and self.check_due_on <= self.owner.today


class StintPause(Undoable):
    """Leave, illness, another assignment: days that the year does not count."""

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="stint_pauses", editable=False
    )
    stint = models.ForeignKey(
        Stint, on_delete=models.CASCADE, related_name="pauses", editable=False
    )
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"), null=True, blank=True)
    reason = models.CharField(
        _("reason"), max_length=NAME_LIMIT, blank=True, default="", db_default=""
    )

    objects = UndoableQuerySet["StintPause"].as_manager()

    class Meta:
        verbose_name = _("pause of a stint")
        verbose_name_plural = _("pauses of stints")
        indexes = [deleted_index("stint_pause")]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__isnull=True) | Q(last_on__gte=models.F("first_on")),
                name="stint_pause_ends_after_it_begins",
                violation_error_message=_("The last day is before the first one."),
            ),
            models.CheckConstraint(
                condition=Q(first_on__gte=EARLIEST),
                name="stint_pause_not_before_1950",
                violation_error_message=_("Choose a day from 1950 on."),
            ),
            at_most("reason", NAME_LIMIT, "stint_pause_reason_short"),
        ]

    def __str__(self) -> str:
        return f"{self.first_on} – {self.last_on or '…'}"


class Going(models.TextChoices):
    """Whether the official job goes really well."""

    WELL = "well", _("really well")
    PARTLY = "partly", _("well in parts")
    BADLY = "badly", _("not well")


class StintCheck(Undoable):
    """The quarterly look at the official job, with the manager's own words."""

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="stint_checks", editable=False
    )
    stint = models.ForeignKey(
        Stint, on_delete=models.CASCADE, related_name="checks", editable=False
    )
    date = models.DateField(_("date"))
    going = models.CharField(
        _("does the official job go really well?"), max_length=6, choices=Going
    )
    words = models.TextField(_("what your manager said"), max_length=TEXT_LIMIT, blank=True)
    note = models.TextField(_("what you change"), max_length=TEXT_LIMIT, blank=True)

    objects = UndoableQuerySet["StintCheck"].as_manager()

    class Meta:
        verbose_name = _("check of a stint")
        verbose_name_plural = _("checks of stints")
        indexes = [deleted_index("stint_check")]
        constraints = [
            one_of("going", Going, "stint_check_going_known"),
            models.CheckConstraint(
                condition=Q(date__gte=EARLIEST),
                name="stint_check_not_before_1950",
                violation_error_message=_("Choose a day from 1950 on."),
            ),
            at_most("words", TEXT_LIMIT, "stint_check_words_short"),
            at_most("note", TEXT_LIMIT, "stint_check_note_short"),
        ]

    def __str__(self) -> str:
        return str(self.get_going_display())
