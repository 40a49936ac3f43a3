"""Links and files on entries, full ones, taken off ones."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from tests.factories import LONG, log
from tests.files.hostile import picture
from tracker.files.kinds import FileKind
from tracker.files.models import EntryFile, EntryLink, random_place
from tracker.journal.models import Activity

PLACE = "00/00000000000000000000000000000000"


def stored() -> str:
    """Return a place at which there is a picture: the view gives it out."""
    if not default_storage.exists(PLACE):
        default_storage.save(PLACE, ContentFile(picture()))
    return PLACE


VALUES = {
    "EntryFile": {"kind": FileKind.PNG, "content": stored, "size": 100},
    "EntryLink": {"address": "https://example.org/secret"},
}


def add(activity: Activity, position: int, **values) -> None:
    owner = activity.owner
    EntryLink.objects.create(
        owner=owner,
        activity=activity,
        address=f"https://example.org/{LONG}/{position}",
        position=position,
        **values,
    )
    place = default_storage.save(random_place(), ContentFile(picture()))
    EntryFile.objects.create(
        owner=owner,
        activity=activity,
        kind=FileKind.PNG,
        name=f"{LONG[:100]}{position}.png",
        content=place,
        size=100,
        width=40,
        height=20,
        position=position,
        **values,
    )


def fill(owner, rows: int) -> None:
    activity = log(owner, "With files")
    for number in range(min(rows, 9)):
        add(activity, number)
    for number in range(rows):
        add(activity, number % 10, deleted_at=timezone.now())


def overfill(owner) -> None:
    activity = log(owner, "Full of files", date=owner.today)
    for number in range(10):
        add(activity, number)
