"""When somebody wants to be reminded of their week."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.reminders.schedule import next_due
from tracker.shared.limits import at_most, one_of
from tracker.shared.owned import Owned, OwnedQuerySet


class Weekday(models.IntegerChoices):
    """Numbered as Python numbers weekdays."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class ReminderKind(models.TextChoices):
    PLAN = "plan", _("Plan the week")
    LOG = "log", _("Log what you did")
    REVIEW = "review", _("Review")
    DIGEST = "digest", _("Weekly digest")


class Reminder(Owned):
    """One of the things that a week can remind of (kinds.py), at an hour of its owner's own zone.

    `next_due_at` is when `send_due_mail` looks at it next: set by tracker.reminders.actions and by
    the sender alone, and empty unless it goes by mail. In the app a reminder needs no such mark.
    """

    owner = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="reminders", editable=False
    )
    kind = models.CharField(max_length=6, choices=ReminderKind, editable=False)
    is_on = models.BooleanField(_("remind me"), default=False)
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday)
    hour = models.PositiveSmallIntegerField(
        _("hour"), validators=[MinValueValidator(0), MaxValueValidator(23)]
    )
    by_mail = models.BooleanField(_("by mail too"), default=False)
    next_due_at = models.DateTimeField(null=True, editable=False)
    # The date, in the owner's zone, for which it was last dealt with: it never comes twice for one.
    last_sent_for = models.DateField(null=True, editable=False)
    # The mail server took no mail for the owner's address on that date.
    refused_on = models.DateField(null=True, editable=False)
    # What did not work for `next_due_at`: how often, and before when it is not tried again. A text
    # without an answer was handed over, or was about to be when its sender died; how often, too.
    failed_tries = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    unanswered = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    retry_at = models.DateTimeField(null=True, editable=False)
    # When its owner changed it; sending does not.
    updated_at = models.DateTimeField(auto_now=True)

    objects = OwnedQuerySet["Reminder"].as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        indexes = [
            models.Index(
                fields=["next_due_at", "id"],
                condition=Q(next_due_at__isnull=False),
                name="reminder_due",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["owner", "kind"], name="reminder_one_of_a_kind"),
            one_of("kind", ReminderKind, "reminder_kind_known"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="reminder_weekday_known"),
            models.CheckConstraint(condition=Q(hour__lte=23), name="reminder_hour_of_a_day"),
            models.CheckConstraint(
                condition=Q(next_due_at__isnull=True) | Q(is_on=True, by_mail=True),
                name="reminder_due_only_when_mailed",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def due_after(self, moment: datetime) -> datetime:
        """Return when it comes next after `moment`; needs `owner`."""
        return next_due(
            self.weekday, self.hour, self.owner.time_zone, moment, not_on=self.last_sent_for
        )

    def day_of(self, due: datetime) -> date:
        """Return the date of a moment in the owner's zone; needs `owner`."""
        return due.astimezone(ZoneInfo(self.owner.time_zone)).date()

    def day_meant(self, day: date) -> date:
        """Return whose evening its hour of `day` still is: the day before's, where that goes on."""
        goes_on = self.hour < self.owner.day_ends_at
        return day - timedelta(days=1) if goes_on else day

    @property
    def may_have_come_for(self) -> date | None:
        """Return the last date for which a mail was sent, or perhaps was; needs `owner`."""
        if self.unanswered and self.next_due_at:
            return self.day_of(self.next_due_at)
        return self.last_sent_for

    @property
    def comes_next(self) -> datetime | None:
        """Return when it comes next from now on, as its settings page says; None while off."""
        return self.due_after(timezone.now()) if self.is_on else None

    @property
    def comes_next_in_words(self) -> str:
        """Say "Friday 20 November 2026, 16:00", on its owner's clock; nothing while it is off."""
        if not (moment := self.comes_next):
            return ""
        return date_format(moment.astimezone(ZoneInfo(self.owner.time_zone)), "l j F Y, H:i")


class CalendarFeed(Owned):
    """A secret address from which calendar programs read reminders. Only its hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    alarms = models.BooleanField(_("with an alarm at each time"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    renewed_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OwnedQuerySet["CalendarFeed"].as_manager()

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        constraints = [
            models.UniqueConstraint(fields=["owner"], name="calendar_feed_one_each"),
            at_most("token_hash", 64, "calendar_feed_hash_short"),
        ]

    def __str__(self) -> str:
        return str(self.owner_id)
