"""Links that end a mail without signing in: signed for this one purpose, good for sixty days."""

from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

from tracker.reminders.models import Reminder
from tracker.shared.site import absolute

GOOD_FOR = timedelta(days=60)
# The salt is part of every link in mails already sent, which must go on working: it stays as it is
# wherever this module moves.
SIGNER = TimestampSigner(salt="tracker.reminders.unsubscribe")


class ExpiredError(Exception):
    """The link was ours, and is too old."""


def link_for(reminder: Reminder) -> str:
    return absolute("unsubscribe", SIGNER.sign(str(reminder.pk)))


def reminder_of(token: str) -> Reminder | None:
    """Return whose mail a link ends; None where it is not ours or its reminder is gone."""
    try:
        key = SIGNER.unsign(token, max_age=GOOD_FOR)
    except SignatureExpired as error:
        raise ExpiredError from error
    except BadSignature:
        return None
    return Reminder.objects.select_related("owner").filter(pk=int(key)).first()
