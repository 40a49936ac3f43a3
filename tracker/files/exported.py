from django.utils.translation import gettext_lazy as _

from tracker.files.models import EntryFile, EntryLink
from tracker.shared.registries.exported import ExportKind

BY_LOOKING = _("by looking into the file")

KINDS = [
    ExportKind(name="links", model=EntryLink),
    ExportKind(
        name="files",
        model=EntryFile,
        by_rule={
            "kind": BY_LOOKING,
            "size": BY_LOOKING,
            "width": BY_LOOKING,
            "height": BY_LOOKING,
        },
    ),
]
