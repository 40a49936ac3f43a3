"""Writing requests. Each function is one transaction under the owner's lock."""

from django.db import transaction

from tracker.accounts.models import User
from tracker.career.models import Request
from tracker.people.actions import add_by_name
from tracker.people.models import Person, PersonKind
from tracker.people.names import TypedPeople
from tracker.shared.owned import lock


@transaction.atomic
def save(owner: User, request: Request, who: TypedPeople) -> Request:
    """Save a new or changed request; nobody named leaves a person who is deleted as they were."""
    lock(owner)
    request.owner = owner
    if len(who) or request.live_person:
        request.person = _person(owner, who)
    request.save()
    return request


def delete(request: Request) -> None:
    """Take a request out of every page, for 30 days with undo."""
    request.soft_delete()


def restore(request: Request) -> None:
    request.restore()


def _person(owner: User, who: TypedPeople) -> Person | None:
    """Return the one person who is named; a new name becomes a PM of one's own company."""
    if who.known:
        return who.known[0]
    if not who.new:
        return None
    # Sent twice at once, the same name is one person.
    same_name = Person.objects.owned_by(owner).live().filter(name__same=who.new[0], company="")
    return same_name.first() or add_by_name(owner, who.new, PersonKind.PM)[0]
