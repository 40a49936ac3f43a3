from functools import partial

from django.urls import path
from django.views.generic import RedirectView

from tracker.projects import document_views, views

# Where documents stood while they were called papers.
moved = partial(RedirectView.as_view, permanent=True, query_string=True)

urlpatterns = [
    path("", views.projects, name="projects"),
    path("new/", views.add_project, name="add_project"),
    path("<int:pk>/", views.project, name="project"),
    path("<int:pk>/edit/", views.edit_project, name="edit_project"),
    path("<int:pk>/finish/", views.finish_project, name="finish_project"),
    path("<int:pk>/delete/", views.delete_project, name="delete_project"),
    path("<int:pk>/restore/", views.restore_project, name="restore_project"),
    path("<int:pk>/documents/new/", document_views.add_document, name="add_document"),
    path("documents/<int:pk>/", document_views.document, name="document"),
    path(
        "documents/<int:pk>/document.md", document_views.document_markdown, name="document_markdown"
    ),
    path("documents/<int:pk>/edit/", document_views.edit_document, name="edit_document"),
    path("documents/<int:pk>/done/", document_views.finish_document, name="finish_document"),
    path("documents/<int:pk>/undone/", document_views.reopen_document, name="reopen_document"),
    path("documents/<int:pk>/delete/", document_views.delete_document, name="delete_document"),
    path("documents/<int:pk>/restore/", document_views.restore_document, name="restore_document"),
    path("<str:project>/papers/new/", moved(url="/projects/%(project)s/documents/new/")),
    path("papers/<str:paper>/paper.md", moved(url="/projects/documents/%(paper)s/document.md")),
    path("papers/<path:rest>", moved(url="/projects/documents/%(rest)s")),
]
