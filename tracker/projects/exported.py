from tracker.projects.models import Document, Project
from tracker.shared.registries.exported import ExportKind

KINDS = [
    ExportKind(name="projects", model=Project),
    ExportKind(name="documents", model=Document),
]
