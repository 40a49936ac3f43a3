"""Choosing reminders, and keeping their next moments true."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from tracker.accounts.models import User
from tracker.reminders.models import Reminder, ReminderKind
from tracker.shared.owned import lock

# Weekday, counted from the first of the owner's week, and hour that a form proposes.
PROPOSED = {
    ReminderKind.PLAN: (0, 8),
    ReminderKind.LOG: (3, 16),
    ReminderKind.REVIEW: (4, 15),
    ReminderKind.DIGEST: (0, 7),
}


def reminders_of(user: User) -> list[Reminder]:
    """All four, in the order of a week; one that was never chosen is off and not saved."""
    known = {reminder.kind: reminder for reminder in Reminder.objects.owned_by(user)}
    found = []
    for kind, (day, hour) in PROPOSED.items():
        weekday = (user.week_start + day) % 7
        proposed = Reminder(owner=user, kind=kind, weekday=weekday, hour=hour)
        reminder = known.get(kind, proposed)
        reminder.owner = user
        found.append(reminder)
    return found


@transaction.atomic
def save_reminders(user: User, chosen: Iterable[Reminder]) -> None:
    """Keep what was chosen, when each comes next, and on the user's row what the app shows.

    It counts from now on: a time that has passed this week brings nothing up.
    """
    lock(user)
    known = {row.kind: row for row in Reminder.objects.owned_by(user).select_for_update()}
    for reminder in chosen:
        if row := known.get(reminder.kind):
            # As it is now: the form may have read it before a mail went out.
            reminder.pk, reminder.last_sent_for = row.pk, row.last_sent_for
        reminder.refused_on = None
        _aim(reminder)
        reminder.save(force_insert=row is None, force_update=row is not None)
    _note_times(user)
    dismiss_notice(user)


@transaction.atomic
def stop_mail(reminder: Reminder, everything: bool = False) -> None:
    """No more mail of this kind, or of any; what the app shows stays. A digest has only mail."""
    lock(reminder.owner)
    mine = Reminder.objects.owned_by(reminder.owner)
    stopped = mine if everything else mine.filter(pk=reminder.pk)
    stopped.update(by_mail=False, next_due_at=None)
    stopped.filter(kind=ReminderKind.DIGEST).update(is_on=False)


def keep_up_with_zone(sender: Any, user: User, **kwargs: Any) -> None:
    """Their owner has moved: the same hours, on other clocks."""
    with transaction.atomic():
        lock(user)
        moved = list(Reminder.objects.owned_by(user).filter(next_due_at__isnull=False))
        for reminder in moved:
            reminder.owner = user
            _aim(reminder)
        Reminder.objects.bulk_update(moved, ["next_due_at"])


def dismiss_notice(user: User) -> None:
    """Take the line off This week, until the next reminder is due."""
    User.objects.filter(pk=user.pk).update(reminder_dismissed_at=timezone.now())


def _aim(reminder: Reminder) -> None:
    mailed = reminder.is_on and reminder.by_mail
    reminder.next_due_at = reminder.due_after(timezone.now()) if mailed else None


def _note_times(user: User) -> None:
    """Every request reads the user's row, so This week finds the times there without asking."""
    shown = Reminder.objects.owned_by(user).filter(is_on=True).exclude(kind=ReminderKind.DIGEST)
    times = {kind: [day, hour] for kind, day, hour in shown.values_list("kind", "weekday", "hour")}
    User.objects.filter(pk=user.pk).update(reminder_times=times)
