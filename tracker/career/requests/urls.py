from django.urls import path

from tracker.career.requests import views

urlpatterns = [
    path("", views.requests, name="requests"),
    path("new/", views.add_request, name="add_request"),
    path("<int:pk>/edit/", views.edit_request, name="edit_request"),
    path("<int:pk>/delete/", views.delete_request, name="delete_request"),
    path("<int:pk>/restore/", views.restore_request, name="restore_request"),
]
