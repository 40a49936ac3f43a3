"""Sending what is due: each row claimed, judged, handed over and noted before the next one."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import DatabaseError
from django.db.models import Case, F, Q, When
from django.utils import timezone

from tracker.reminders.delivery.locks import claim
from tracker.reminders.delivery.message import message_for
from tracker.reminders.delivery.smtp import Outcome, Postbox, ServerGoneError
from tracker.reminders.models import Reminder
from tracker.reminders.schedule import next_due
from tracker.shared.owned import OwnedQuerySet

logger = logging.getLogger(__name__)

BATCH = 200
# What could not be sent for so long is left to the next time: nobody wants last week's reminder.
TOO_LATE = timedelta(days=3)
SILENT, ELSEWHERE, FAILED = "silent", "elsewhere", "failed"


def number_due() -> int:
    return _due_until(timezone.now()).count()


def send_due(tally: Counter[str], tick: Callable[[], bool]) -> None:
    """Deal with all that is due now, counting into `tally`; ends early once `tick` says False.

    Raises ServerGoneError; all that was not counted then is still due.
    """
    with closing(Postbox()) as postbox:
        for pk, due in _walk(timezone.now()):
            try:
                with claim(pk, due) as reminder:
                    tally[_deal_with(reminder, postbox) if reminder else ELSEWHERE] += 1
            except (ServerGoneError, DatabaseError):
                raise
            except Exception:
                # One row that nobody foresaw must not keep everybody else's mail.
                logger.exception("Reminder %d could not be dealt with", pk)
                tally[FAILED] += 1
            if not tick():
                return


def _due_until(moment: datetime) -> OwnedQuerySet[Reminder]:
    return Reminder.objects.filter(next_due_at__lte=moment, owner__is_active=True)


def _walk(until: datetime) -> Iterator[tuple[int, datetime]]:
    """Give each due row once, a batch in memory at a time: what stays due is not met again."""
    place, last = datetime.min.replace(tzinfo=UTC), 0
    while True:
        further = Q(next_due_at__gt=place) | Q(next_due_at=place, pk__gt=last)
        rows = _due_until(until).filter(further, next_due_at__gte=place)
        batch = list(rows.order_by("next_due_at", "pk").values_list("pk", "next_due_at")[:BATCH])
        if not batch:
            return
        for pk, due in batch:
            assert due is not None
            place, last = due, pk
            yield pk, due


def _deal_with(reminder: Reminder, postbox: Postbox) -> str:
    due = reminder.next_due_at
    assert due is not None
    day = due.astimezone(ZoneInfo(reminder.owner.time_zone)).date()
    is_done = reminder.last_sent_for is not None and reminder.last_sent_for >= day
    too_late = timezone.now() - due > TOO_LATE
    message = None if is_done or too_late else message_for(reminder, day)
    if message is None:
        _note(reminder, due, day, reminder.refused_on)
        return SILENT
    outcome = postbox.hand_over(message)
    if outcome is not Outcome.LATER:
        refused_on = reminder.owner.today if outcome is Outcome.REFUSED else None
        _note(reminder, due, day, refused_on)
    return outcome.value


def _note(reminder: Reminder, due: datetime, day: date, refused_on: date | None) -> None:
    """Note that it is dealt with for `day`; a next moment that its owner chose meanwhile stays."""
    following = next_due(
        reminder.weekday,
        reminder.hour,
        reminder.owner.time_zone,
        max(timezone.now(), due),
        not_on=day,
    )
    Reminder.objects.filter(pk=reminder.pk).update(
        last_sent_for=day,
        refused_on=refused_on,
        next_due_at=Case(When(next_due_at=due, then=following), default=F("next_due_at")),
    )
