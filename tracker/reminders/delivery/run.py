"""Sending what is due: each row claimed, judged, handed over and noted before the next one."""

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial

from django.db import DatabaseError
from django.db.models import Case, F, Q, When
from django.utils import timezone

from tracker.reminders.delivery.locks import Claim, claim, may_be_tried
from tracker.reminders.delivery.message import message_for
from tracker.reminders.delivery.smtp import Outcome, Postbox, ServerGoneError
from tracker.reminders.models import Reminder
from tracker.reminders.schedule import next_due
from tracker.shared.owned import OwnedQuerySet

logger = logging.getLogger(__name__)

BATCH = 200
# What could not be sent for so long is left to the next time: nobody wants last week's reminder.
TOO_LATE = timedelta(days=3)
# After what failed: a quarter of an hour, 45 minutes, 2¼ hours, 6¾ hours, then half a day each.
# The first is longer than EMAIL_PATIENCE: while one run waits for an answer, none tries again.
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=15), timedelta(hours=12)
# A server that was given the whole text so often and never answered has probably kept it.
MOST_UNANSWERED = 2
SILENT, ELSEWHERE, FAILED, SUPPOSED = "silent", "elsewhere", "failed", "supposed"


def number_due() -> int:
    return _due_until(timezone.now()).count()


def send_due(tally: Counter[str], tick: Callable[[], bool]) -> None:
    """Deal with all that is due now, counting into `tally`; ends early once `tick` says False.

    Raises ServerGoneError; all that was not counted then is still due.
    """
    moment = timezone.now()
    with closing(Postbox()) as postbox:
        for pk, due in _in_turn(moment):
            try:
                with claim(pk, due, moment) as claimed:
                    tally[_deal_with(claimed, postbox) if claimed else ELSEWHERE] += 1
            except (ServerGoneError, DatabaseError):
                raise
            except Exception:
                # One row that nobody foresaw must not keep everybody else's mail.
                logger.exception("Reminder %d could not be dealt with", pk)
                tally[FAILED] += 1
            if not tick():
                return


def wait_after(failed_tries: int) -> timedelta:
    """Return how long a reminder rests after so many failures, one at least."""
    growths = min(failed_tries - 1, 10)  # by then the longest wait is long reached
    return min(FIRST_WAIT * pow(3.0, growths), LONGEST_WAIT)


def _due_until(moment: datetime) -> OwnedQuerySet[Reminder]:
    due = Reminder.objects.filter(
        next_due_at__lte=moment, owner__is_active=True, owner__leaves_at=None
    )
    return due.filter(may_be_tried(moment))


def _in_turn(until: datetime) -> Iterator[tuple[int, datetime]]:
    """Give each due row once; those at which something failed wait until the others are done."""
    yield from _walk(until, Q(failed_tries=0))
    yield from _walk(until, Q(failed_tries__gt=0))


def _walk(until: datetime, which: Q) -> Iterator[tuple[int, datetime]]:
    """Give each such row once, a batch in memory at a time: what stays due is not met again."""
    place, last = datetime.min.replace(tzinfo=UTC), 0
    while True:
        further = Q(next_due_at__gt=place) | Q(next_due_at=place, pk__gt=last)
        rows = _due_until(until).filter(which, further, next_due_at__gte=place)
        batch = list(rows.order_by("next_due_at", "pk").values_list("pk", "next_due_at")[:BATCH])
        if not batch:
            return
        for pk, due in batch:
            assert due is not None
            place, last = due, pk
            yield pk, due


def _deal_with(claimed: Claim, postbox: Postbox) -> str:
    reminder = claimed.reminder
    due = reminder.next_due_at
    assert due is not None
    day = reminder.day_of(due)
    is_done = reminder.last_sent_for is not None and reminder.last_sent_for >= day
    too_late = timezone.now() - due > TOO_LATE
    message = None if is_done or too_late else message_for(reminder, day)
    if message is None:
        _note(reminder, due, day, reminder.refused_on)
        return SILENT
    if reminder.unanswered >= MOST_UNANSWERED:
        logger.warning("Reminder %d is taken as sent: its text was, without an answer", reminder.pk)
        _note(reminder, due, day, reminder.refused_on)
        return SUPPOSED
    outcome = postbox.hand_over(message, partial(_begin_text, claimed))
    if outcome is Outcome.LATER:
        _put_off(reminder, reminder.unanswered)
    elif outcome is Outcome.UNSURE:
        _put_off(reminder, reminder.unanswered + 1)
    else:
        refused_on = reminder.owner.today if outcome is Outcome.REFUSED else None
        _note(reminder, due, day, refused_on)
    return outcome.value


def _begin_text(claimed: Claim) -> None:
    """Note that a text goes out, before it does: killed from here on, it is not sent at once."""
    _put_off(claimed.reminder, claimed.reminder.unanswered + 1)
    claimed.let_go()


def _put_off(reminder: Reminder, unanswered: int) -> None:
    """Note one failure more; a next moment that its owner chose meanwhile knows of none."""
    failed_tries = reminder.failed_tries + 1
    Reminder.objects.filter(pk=reminder.pk, next_due_at=reminder.next_due_at).update(
        failed_tries=failed_tries,
        unanswered=unanswered,
        retry_at=timezone.now() + wait_after(failed_tries),
    )


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
        failed_tries=0,
        unanswered=0,
        retry_at=None,
        next_due_at=Case(When(next_due_at=due, then=following), default=F("next_due_at")),
    )
