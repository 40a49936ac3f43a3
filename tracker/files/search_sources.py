from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tracker.files.models import EntryFile, EntryLink
from tracker.shared.registries.search import Source

ON_AN_ENTRY_THAT_STANDS = Q(activity__deleted_at__isnull=True)

SOURCES = [
    Source(
        kind="links",
        heading=_("Links"),
        place=36,
        model=EntryLink,
        fields=("title", "address"),
        related=("activity__task",),
        only=ON_AN_ENTRY_THAT_STANDS,
        about=lambda link: [link.activity],
    ),
    Source(
        kind="files",
        heading=_("Files"),
        place=38,
        model=EntryFile,
        fields=("name",),
        related=("activity__task",),
        only=ON_AN_ENTRY_THAT_STANDS,
        about=lambda file: [file.activity],
    ),
]
