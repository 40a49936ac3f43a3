from django.utils.translation import gettext_lazy as _

from tracker.projects.models import Document, Project
from tracker.shared.registries.search import Source, day_of_change

SOURCES = [
    Source(
        kind="projects",
        heading=_("Projects"),
        place=50,
        model=Project,
        fields=("name", "product", "scope", "outcome", "fit_reason"),
        day_of=lambda project, zone: project.first_on,
    ),
    Source(
        kind="documents",
        heading=_("Documents"),
        place=60,
        model=Document,
        fields=("title", "text"),
        related=("project",),
        day_of=day_of_change,
        about=lambda document: [document.project, document.get_kind_display()],
    ),
]
