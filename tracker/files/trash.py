from django.utils.translation import gettext as _

from tracker.files.actions import remove_orphans
from tracker.files.models import EntryFile, EntryLink
from tracker.shared.registries.trash import Bin


def taken_off(part: EntryFile | EntryLink, ago: str) -> str:
    return _("taken off “%(entry)s” %(when)s ago") % {"entry": part.activity, "when": ago}


BINS = [
    Bin(
        model=EntryFile,
        place=24,
        restore_route="restore_file",
        rows=lambda files: files.removed(),  # type: ignore[attr-defined]
        when=taken_off,
    ),
    Bin(
        model=EntryLink,
        place=26,
        restore_route="restore_link",
        rows=lambda links: links.removed(),  # type: ignore[attr-defined]
        when=taken_off,
    ),
]
CLEANERS = [remove_orphans]
