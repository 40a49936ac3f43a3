from django.urls import path

from tracker.projects import document_views, views

urlpatterns = [
    path("", views.projects, name="projects"),
    path("new/", views.add_project, name="add_project"),
    path("<int:pk>/", views.project, name="project"),
    path("<int:pk>/edit/", views.edit_project, name="edit_project"),
    path("<int:pk>/finish/", views.finish_project, name="finish_project"),
    path("<int:pk>/delete/", views.delete_project, name="delete_project"),
    path("<int:pk>/restore/", views.restore_project, name="restore_project"),
    path("<int:pk>/papers/new/", document_views.add_paper, name="add_paper"),
    path("papers/<int:pk>/", document_views.paper, name="paper"),
    path("papers/<int:pk>/paper.md", document_views.paper_markdown, name="paper_markdown"),
    path("papers/<int:pk>/edit/", document_views.edit_paper, name="edit_paper"),
    path("papers/<int:pk>/done/", document_views.finish_paper, name="finish_paper"),
    path("papers/<int:pk>/undone/", document_views.reopen_paper, name="reopen_paper"),
    path("papers/<int:pk>/delete/", document_views.delete_paper, name="delete_paper"),
    path("papers/<int:pk>/restore/", document_views.restore_paper, name="restore_paper"),
]
