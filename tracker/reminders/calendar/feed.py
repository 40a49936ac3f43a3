"""The secret address of a calendar: made, shown once, found by its hash, taken back."""

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from tracker.accounts.models import User
from tracker.reminders.models import CalendarFeed
from tracker.shared.owned import lock


@transaction.atomic
def renew_feed(user: User, alarms: bool) -> str:
    """Make a new secret for `user`, the only one from now on. It is kept nowhere: show it now."""
    lock(user)
    token = secrets.token_urlsafe(32)
    values = {"token_hash": hash_of(token), "alarms": alarms, "renewed_at": timezone.now()}
    CalendarFeed.objects.update_or_create(owner=user, defaults=values)
    return token


def feed_of(token: str) -> CalendarFeed | None:
    feeds = CalendarFeed.objects.filter(
        token_hash=hash_of(token), owner__is_active=True, owner__leaves_at=None
    )
    return feeds.select_related("owner").first()


def hash_of(token: str) -> str:
    """Hash quickly: 256 random bits need no slow hash, for nobody can try them all."""
    return hashlib.sha256(token.encode()).hexdigest()
