"""Keeping practices, each once."""

from django.db import transaction

from tracker.accounts.models import User
from tracker.interviews.practice.models import Practice
from tracker.shared.owned import lock


@transaction.atomic
def keep_practice(owner: User, practice: Practice) -> Practice:
    """Save an unsaved practice; one that arrives again answers its first arrival, as it stands."""
    lock(owner)
    own_practices = Practice.objects.owned_by(owner)
    if earlier := own_practices.filter(client_id=practice.client_id).first():
        return earlier
    practice.owner = owner
    practice.save()
    return practice


def delete_practice(practice: Practice) -> None:
    """Take it out of every page, for 30 days with undo."""
    practice.soft_delete()


def restore_practice(practice: Practice) -> None:
    practice.restore()
