from django.urls import path

from tracker.employments import views

urlpatterns = [
    path("", views.employments, name="employments"),
    path("add/", views.add_employment, name="add_employment"),
    path("<int:pk>/edit/", views.edit_employment, name="edit_employment"),
    path("<int:pk>/delete/", views.delete_employment, name="delete_employment"),
    path("<int:pk>/restore/", views.restore_employment, name="restore_employment"),
]
