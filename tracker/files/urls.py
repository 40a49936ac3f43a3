from django.urls import path

from tracker.files import views

urlpatterns = [
    path("journal/<int:pk>/links/add/", views.add_link, name="add_link"),
    path("journal/<int:pk>/files/add/", views.add_file, name="add_file"),
    path("journal/files/<int:pk>/", views.entry_file, name="entry_file"),
    path("journal/files/<int:pk>/delete/", views.delete_file, name="delete_file"),
    path("journal/files/<int:pk>/restore/", views.restore_file, name="restore_file"),
    path("journal/links/<int:pk>/delete/", views.delete_link, name="delete_link"),
    path("journal/links/<int:pk>/restore/", views.restore_link, name="restore_link"),
]
