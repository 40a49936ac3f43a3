"""Writing links and files. Each is one transaction under the owner's lock."""

import logging
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from tracker.files.content import CheckedFile
from tracker.files.kinds import MOST_BYTES_OF_ALL, MOST_ON_AN_ENTRY
from tracker.files.models import EntryFile, EntryLink, EntryPart, EntryPartQuerySet, random_place
from tracker.journal.models import Activity
from tracker.shared.owned import lock

log = logging.getLogger(__name__)

# A file is written before its row: one without a row may be on its way for as long as this.
ON_ITS_WAY = timedelta(days=1)
AT_ONCE = 500  # names in one query


class TooManyError(Exception):
    """An entry holds at most ten links and ten files."""


class NoRoomError(Exception):
    """`used` is how many bytes the owner's files take up; this one would be too many."""

    def __init__(self, used: int) -> None:
        super().__init__(used)
        self.used = used


class NotKeptError(Exception):
    """The storage did not take the file."""


def add_link(activity: Activity, *, address: str, title: str) -> EntryLink:
    """Put a link on a live entry. Raises TooManyError, Activity.DoesNotExist.

    One that is there already is returned as it stands: a form that arrives twice adds one.
    """
    with transaction.atomic():
        lock(activity.owner)
        _check_live(activity)
        standing = EntryLink.objects.live().filter(activity=activity)
        if earlier := standing.filter(address=address, title=title).first():
            return earlier
        link = EntryLink(owner=activity.owner, activity=activity, address=address, title=title)
        link.position = _free_position(standing)
        link.save()
        return link


def add_file(activity: Activity, file: CheckedFile, *, name: str) -> EntryFile:
    """Keep a file on a live entry.

    Raises TooManyError, NoRoomError, NotKeptError, Activity.DoesNotExist; then nothing is kept.
    """
    place = _stored(file.data)
    try:
        with transaction.atomic():
            lock(activity.owner)
            _check_live(activity)
            row = EntryFile(owner=activity.owner, activity=activity, kind=file.kind, name=name)
            row.content.name, row.size = place, len(file.data)
            row.width, row.height = file.width, file.height
            standing = EntryFile.objects.live().filter(activity=activity)
            row.position = _free_position(standing)
            used = bytes_used_by(activity.owner_id)
            if used + row.size > MOST_BYTES_OF_ALL:
                raise NoRoomError(used)
            row.save()
            return row
    except BaseException:
        default_storage.delete(place)
        raise


def bytes_used_by(owner_id: int) -> int:
    """Return what all files of an owner take up, those that wait in Deleted too."""
    rows = EntryFile.objects.filter(owner_id=owner_id)
    used: int = rows.aggregate(used=Sum("size", default=0))["used"]
    return used


def remove(part: EntryPart) -> None:
    """Take a link or a file off its entry, for 30 days with undo."""
    part.soft_delete()


@transaction.atomic
def restore(part: EntryFile | EntryLink) -> None:
    """Undo that. Raises TooManyError, and DoesNotExist where it stands again or its entry went."""
    lock(part.owner)
    rows: EntryPartQuerySet[Any] = type(part).objects.all()
    gone = rows.owned_by(part.owner).removed().get(pk=part.pk)
    gone.position = _free_position(rows.live().filter(activity=gone.activity))
    gone.restore("position")


def remove_orphans() -> int:
    """Remove stored files that no row names and that are not on their way; return how many."""
    removed = 0
    try:
        folders = default_storage.listdir("")[0]
    except FileNotFoundError:  # nobody has put a file there yet
        return 0
    for folder in folders:
        names = [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
        for start in range(0, len(names), AT_ONCE):
            some = names[start : start + AT_ONCE]
            known = EntryFile.objects.filter(content__in=some).values_list("content", flat=True)
            for name in sorted(set(some) - set(known)):
                removed += _remove_if_old(name)
    return removed


def _remove_if_old(name: str) -> bool:
    if default_storage.get_modified_time(name) > timezone.now() - ON_ITS_WAY:
        return False
    default_storage.delete(name)
    return True


def _stored(data: bytes) -> str:
    """Write bytes under a random name and return it. Raises NotKeptError."""
    try:
        return default_storage.save(random_place(), ContentFile(data))
    except Exception as error:  # a full disk, a bucket that is away: each storage has its own
        log.exception("a file could not be stored")
        raise NotKeptError from error


def _check_live(activity: Activity) -> None:
    Activity.objects.owned_by(activity.owner).live().get(pk=activity.pk)


def _free_position(standing: EntryPartQuerySet[Any]) -> int:
    """Return a place that none of these has. Raises TooManyError."""
    taken = set(standing.values_list("position", flat=True))
    for number in range(MOST_ON_AN_ENTRY):
        if number not in taken:
            return number
    raise TooManyError
