"""Choosing reminders, and keeping their next moments true."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from tracker.accounts.models import User
from tracker.reminders.kinds import ROWS, kinds_by_mail_alone
from tracker.reminders.models import Reminder
from tracker.shared.owned import lock

TRIES = ("failed_tries", "unanswered", "retry_at")


def reminders_of(user: User) -> list[Reminder]:
    """Return one of each kind, in the order of a week; one never chosen is off and not saved."""
    saved = _saved_by_kind(Reminder.objects.owned_by(user))
    reminders = []
    for row in ROWS:
        weekday = (user.week_start + row.weekday) % 7
        proposed = Reminder(owner=user, kind=row.kind, weekday=weekday, hour=row.hour)
        reminder = saved.get(row.kind, proposed)
        reminder.owner = user
        reminders.append(reminder)
    return reminders


@transaction.atomic
def save_reminders(user: User, chosen: Iterable[Reminder]) -> None:
    """Keep what was chosen, when each comes next, and on the user's row what the app shows.

    It counts from now on: a time that has passed this week brings nothing up.
    """
    lock(user)
    saved = _saved_by_kind(Reminder.objects.owned_by(user).select_for_update())
    for reminder in chosen:
        before = saved.get(reminder.kind)
        if before:
            # As it is now: the form may have read it before a mail went out.
            before.owner = user
            reminder.pk, reminder.last_sent_for = before.pk, before.may_have_come_for
        reminder.refused_on = None
        _aim(reminder)
        reminder.save(force_insert=before is None, force_update=before is not None)
    _note_times(user)
    dismiss_notice(user)


@transaction.atomic
def stop_mail(reminder: Reminder, everything: bool = False) -> None:
    """Send no more of this kind, or of any; what the app shows stays. A digest has only mail."""
    lock(reminder.owner)
    stopped = Reminder.objects.owned_by(reminder.owner)
    if not everything:
        stopped = stopped.filter(pk=reminder.pk)
    stopped.update(by_mail=False, next_due_at=None)
    stopped.filter(kind__in=kinds_by_mail_alone()).update(is_on=False)


def keep_up_with_zone(sender: Any, user: User, **kwargs: Any) -> None:
    """Aim at the same hours on other clocks: their owner has moved."""
    with transaction.atomic():
        lock(user)
        due = Reminder.objects.owned_by(user).filter(next_due_at__isnull=False)
        moved = list(due.select_for_update())
        for reminder in moved:
            reminder.owner = user
            reminder.last_sent_for = reminder.may_have_come_for
            _aim(reminder)
        Reminder.objects.bulk_update(moved, [*TRIES, "last_sent_for", "next_due_at"])


def dismiss_notice(user: User) -> None:
    """Take the line off This week, until the next reminder is due."""
    User.objects.filter(pk=user.pk).update(reminder_dismissed_at=timezone.now())


def _saved_by_kind(reminders: Iterable[Reminder]) -> dict[str, Reminder]:
    saved = {}
    for reminder in reminders:
        saved[reminder.kind] = reminder
    return saved


def _aim(reminder: Reminder) -> None:
    """Set its next moment, for which nothing has failed yet."""
    reminder.failed_tries, reminder.unanswered, reminder.retry_at = 0, 0, None
    mailed = reminder.is_on and reminder.by_mail
    reminder.next_due_at = reminder.due_after(timezone.now()) if mailed else None


def _note_times(user: User) -> None:
    """Write on the user's row, which every request reads, what This week would else ask for."""
    shown = Reminder.objects.owned_by(user).filter(is_on=True)
    times = {}
    for reminder in shown.exclude(kind__in=kinds_by_mail_alone()):
        times[reminder.kind] = [reminder.weekday, reminder.hour]
    User.objects.filter(pk=user.pk).update(reminder_times=times)


@transaction.atomic
def aim_all(user: User) -> None:
    """Set when each reminder comes next, from now on, and what the user's row says of them."""
    lock(user)
    reminders = list(Reminder.objects.owned_by(user))
    for reminder in reminders:
        reminder.owner = user
        _aim(reminder)
    Reminder.objects.bulk_update(reminders, [*TRIES, "next_due_at"])
    _note_times(user)
