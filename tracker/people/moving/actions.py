"""Leaving a company: who comes along, and whose row stays with the company that is left."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from tracker.accounts.models import User
from tracker.employments import actions as employment_actions
from tracker.employments.actions import DAY
from tracker.employments.models import Employment
from tracker.people.models import Person
from tracker.shared.owned import lock


@transaction.atomic
def start(owner: User, employment: Employment, along: Collection[int] = ()) -> int:
    """Begin a new employment with a map of its own; return how many stay on the one before.

    `along` are the primary keys of people who come along: they stay where they stand. Raises
    BeginsTooEarlyError where the present employment began on the new one's first day or later.
    """
    lock(owner)
    new_start = employment_actions.start(owner, employment)
    first = employment.first_on
    assert first
    return _leave_behind(owner, new_start.earlier, along, first - DAY)


@transaction.atomic
def leave(owner: User, last_on: date, along: Collection[int] = ()) -> int:
    """End the present employment, with none to follow; return how many stay on its map.

    Raises BeginsTooEarlyError where it began later than that.
    """
    lock(owner)
    earlier = employment_actions.end(owner, last_on)
    return _leave_behind(owner, earlier, along, last_on)


def _leave_behind(
    owner: User, earlier: Employment | None, along: Collection[int], last_on: date
) -> int:
    staying = Person.objects.owned_by(owner).at_present_company().exclude(pk__in=along)
    keys = list(staying.values_list("pk", flat=True))
    if not keys:
        return 0
    if earlier is None:
        # Nobody said where they are from, and they are not of the new company.
        earlier = Employment.objects.create(owner=owner, last_on=last_on)
    Person.objects.owned_by(owner).filter(pk__in=keys).update(employment=earlier)
    return len(keys)
