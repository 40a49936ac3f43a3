"""What happens to employments; the present one's answer about PMs is kept on its user too."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from tracker.accounts.models import User
from tracker.employments.models import Employment
from tracker.shared.owned import lock

DAY = timedelta(days=1)


class HasPeopleError(Exception):
    """People stand on the map of an employment that was to be deleted."""


class BeginsTooEarlyError(Exception):
    """The new employment would begin before the present one did."""


@dataclass(frozen=True, slots=True)
class NewStart:
    """An employment that began, and the one that it followed."""

    employment: Employment
    earlier: Employment | None


@transaction.atomic
def answer(owner: User, has_pms: bool | None) -> Employment:
    """Note whether the present company has PMs; makes the present employment if there is none."""
    lock(owner)
    employment = present_or_new(owner)
    employment.has_pms = has_pms
    employment.save()
    _copy_answer(owner)
    return employment


@transaction.atomic
def save(owner: User, employment: Employment) -> None:
    """Save a new or changed employment of `owner`."""
    lock(owner)
    employment.owner = owner
    employment.save()
    _copy_answer(owner)


@transaction.atomic
def start(owner: User, employment: Employment) -> NewStart:
    """Begin `employment`, which has a first day; the present one ends the day before.

    Raises BeginsTooEarlyError where the present one began on that day or later.
    """
    lock(owner)
    first = employment.first_on
    assert first
    earlier = Employment.objects.owned_by(owner).present().first()
    if earlier:
        _end_before(earlier, first)
    employment.owner = owner
    employment.save()
    _copy_answer(owner)
    return NewStart(employment, earlier)


@transaction.atomic
def end(owner: User, last_on: date) -> Employment | None:
    """End the present employment with none to follow; return it, None where there is none.

    Raises BeginsTooEarlyError where it began after that day.
    """
    lock(owner)
    earlier = Employment.objects.owned_by(owner).present().first()
    if earlier:
        _end_before(earlier, last_on + DAY)
        _copy_answer(owner)
    return earlier


@transaction.atomic
def delete(employment: Employment) -> None:
    """Take it out of every page for 30 days with undo; raises HasPeopleError where people hang on.

    Entries stay: they only lose a filter.
    """
    lock(employment.owner)
    if employment.people.exists():
        raise HasPeopleError
    employment.soft_delete()
    _copy_answer(employment.owner)


@transaction.atomic
def restore(employment: Employment) -> None:
    """Put it back; beside another present one it ends before that one began."""
    owner = employment.owner
    lock(owner)
    present = Employment.objects.owned_by(owner).present().first()
    if present and employment.is_present:
        last = (present.first_on or owner.today) - DAY
        employment.last_on = max(last, employment.first_on or last)
    employment.restore("last_on")
    _copy_answer(owner)


def present_or_new(owner: User) -> Employment:
    """Return the present employment; an unsaved one with nothing known where there is none."""
    employment = Employment.objects.owned_by(owner).present().first()
    return employment or Employment(owner=owner, has_pms=owner.company_has_pms)


def _end_before(earlier: Employment, first: date) -> None:
    if earlier.first_on and earlier.first_on >= first:
        raise BeginsTooEarlyError
    earlier.last_on = first - DAY
    earlier.save(update_fields=["last_on"])


def _copy_answer(owner: User) -> None:
    """Keep the present answer where every request reads it anyway."""
    present = Employment.objects.owned_by(owner).present().values_list("has_pms", flat=True)
    owner.company_has_pms = present.first()
    owner.save(update_fields=["company_has_pms"])
