from tracker.files.models import EntryFile, EntryLink
from tracker.shared.registries.exported import ExportKind

KINDS = [
    ExportKind(name="links", model=EntryLink),
    ExportKind(name="files", model=EntryFile),
]
