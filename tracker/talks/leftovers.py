"""What has no room in the note of somebody who was two rows: it is kept as an entry's notes."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.journal import participants
from tracker.journal.actions import delete_activity, log_activity
from tracker.journal.models import Activity
from tracker.people.models import Person
from tracker.people.names import TypedPeople


def keep(person: Person, text: str) -> int:
    """Log an entry of today with somebody and these notes; return its key."""
    owner = person.owner
    title = _("Kept from joining two rows of a person")
    activity = Activity(title=title, date=owner.today, notes=text)
    return log_activity(owner, activity, people=TypedPeople([person])).activity.pk


def take_back(owner: User, key: int | None) -> None:
    """Delete the entry again, if it is there and stands as it was made."""
    activity = Activity.objects.owned_by(owner).live().filter(pk=key).first() if key else None
    if activity:
        delete_activity(activity)


def settle(owner: User, people: Collection[int]) -> None:
    """Reckon the last entry and the stage of these people anew."""
    participants.recount(owner, people)
    participants.settle(owner, people)
