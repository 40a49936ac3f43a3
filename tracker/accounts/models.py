"""The person who signs in: known by e-mail, with a time zone and a week start of their own."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tracker.shared.database.names import NameField
from tracker.shared.limits import at_most, one_of
from tracker.shared.owned import Owned, OwnedQuerySet
from tracker.shared.text.invisible import without_invisible
from tracker.shared.weeks import Week

NAME_LIMIT = 80
EMAIL_LIMIT = 254
# Columns of the user that each write counts in the database itself.
COUNTED = {"points", "activity_count", "quote_count", "page_version"}
# With the one that protection/leaving.py alone writes: no form that was open may open an account.
NEVER_SAVED_ALONG = {*COUNTED, "leaves_at"}


@cache
def zone_names() -> tuple[str, ...]:
    """Return the IANA zones that a person would choose, in order."""
    places = []
    for name in sorted(available_timezones()):
        if "/" in name and not name.startswith("Etc/"):
            places.append(name)
    return ("UTC", *places)


# Files among the zones that name no place and no distance.
NO_ZONES = {"Factory", "localtime", "posixrules"}


@dataclass(frozen=True, slots=True)
class OtherZone:
    """A zone that browsers may name and nobody would look for: "Etc/GMT+2", "Japan"."""

    name: str

    @property
    def label(self) -> str:
        """Its name, with the distance it stands for: what POSIX calls +2 lies behind UTC."""
        hours = re.fullmatch(r"Etc/GMT([+-])(\d+)", self.name)
        if not hours:
            return self.name.replace("_", " ")
        sign = "−" if hours[1] == "+" else "+"
        return f"UTC{sign}{hours[2]} ({self.name})"


@cache
def other_zones() -> tuple[OtherZone, ...]:
    """Return the zones that are taken where a browser says them, and are not listed."""
    names = available_timezones() - {*zone_names(), *NO_ZONES}
    return tuple(OtherZone(name) for name in sorted(names))


def is_zone(name: str) -> bool:
    return name in zone_names() or OtherZone(name) in other_zones()


def validate_zone(name: str) -> None:
    if not is_zone(name):
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name})


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **values: Any) -> "User":
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=without_invisible(email).lower(), **values)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **values: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **values)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=without_invisible(username or ""))


class WeekStart(models.IntegerChoices):
    """Numbered as Python numbers weekdays."""

    MONDAY = 0, _("Monday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class DayEnd(models.IntegerChoices):
    """The hour up to which the evening before goes on."""

    MIDNIGHT = 0, _("Midnight")
    ONE = 1, "1:00"
    TWO = 2, "2:00"
    THREE = 3, "3:00"
    FOUR = 4, "4:00"
    FIVE = 5, "5:00"


class ColourTheme(models.TextChoices):
    SYSTEM = "system", _("As my device does")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(
        _("email"), unique=True, error_messages={"unique": _("There is an account for this email.")}
    )
    display_name = NameField(_("name"), max_length=NAME_LIMIT, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_zone]
    )
    week_start = models.PositiveSmallIntegerField(
        _("week starts on"), choices=WeekStart, default=WeekStart.MONDAY
    )
    day_ends_at = models.PositiveSmallIntegerField(
        _("my day ends at"), choices=DayEnd, default=DayEnd.MIDNIGHT, db_default=DayEnd.MIDNIGHT
    )
    theme = models.CharField(
        _("colours"), max_length=6, choices=ColourTheme, default=ColourTheme.SYSTEM
    )
    shortcuts = models.BooleanField(_("keyboard shortcuts"), default=True)
    company_has_pms = models.BooleanField(
        _("does your company have product managers?"), null=True, blank=True
    )
    welcomed_at = models.DateTimeField(_("welcomed"), null=True, blank=True, editable=False)
    # What was ever logged, kept by tracker.journal.totals.
    points = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    activity_count = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    quote_count = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    # Counts this person's writes: a page kept under it is theirs as it is now.
    page_version = models.PositiveBigIntegerField(
        default=0, db_default=0, editable=False, db_column="version"
    )
    # A curator has answered a suggestion and its owner has not looked yet: kept here because every
    # request reads this row anyway.
    has_answer = models.BooleanField(default=False, editable=False)
    # For the same reason: {kind: [weekday, hour]} of the reminders that This week shows. Those of
    # tracker.reminders are the truth. A line that was dismissed then stays away.
    reminder_times = models.JSONField(default=dict, editable=False)
    reminder_dismissed_at = models.DateTimeField(null=True, editable=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("staff"), default=False)
    # When an account that its owner has closed goes for good, and with it all that is theirs.
    leaves_at = models.DateTimeField(null=True, editable=False)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message=_("There is an account for this email."),
            ),
            one_of("week_start", WeekStart, "user_week_start_known"),
            one_of("day_ends_at", DayEnd, "user_day_end_known"),
            one_of("theme", ColourTheme, "user_theme_known"),
            at_most("email", EMAIL_LIMIT, "user_email_short"),
            at_most("display_name", NAME_LIMIT, "user_display_name_short"),
        ]

    def __str__(self) -> str:
        return self.display_name or self.email

    def save(self, *, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        """Leave what is counted alone: a copy that was read a moment ago would set it back."""
        if update_fields is None and not self._state.adding:
            fields = self._meta.concrete_fields
            written = {field.name for field in fields if not field.primary_key}
            update_fields = written - NEVER_SAVED_ALONG - self.get_deferred_fields()
        super().save(update_fields=update_fields, **options)

    def get_short_name(self) -> str:
        return str(self)

    def day_of(self, moment: datetime) -> date:
        """Return the date to which a moment belongs: that on this person's wall, or, before the
        hour at which their day ends, the one before."""
        on_the_wall = moment.astimezone(ZoneInfo(self.time_zone)).replace(tzinfo=None)
        return (on_the_wall - timedelta(hours=self.day_ends_at)).date()

    @property
    def today(self) -> date:
        return self.day_of(timezone.now())

    @property
    def this_week(self) -> Week:
        return self.week_of(self.today)

    def week_of(self, day: date) -> Week:
        return Week.containing(day, self.week_start)


class AddressChange(Owned):
    """That an account went from one address to another: the old one can take it back for a week."""

    old_address = models.EmailField(max_length=EMAIL_LIMIT)
    new_address = models.EmailField(max_length=EMAIL_LIMIT)
    changed_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of address")
        verbose_name_plural = _("changes of address")

    def __str__(self) -> str:
        return f"{self.old_address} → {self.new_address}"
