from tracker.projects.models import Document, Project
from tracker.shared.registries.trash import Bin

BINS = [
    Bin(model=Project, place=40, restore_route="restore_project"),
    Bin(
        model=Document,
        place=50,
        restore_route="restore_document",
        rows=lambda documents: documents.deleted().select_related("project"),
        about=lambda document: [str(document.project)],
    ),
]
