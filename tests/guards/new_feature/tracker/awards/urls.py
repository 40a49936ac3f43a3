from django.urls import path

from tracker.awards import views

urlpatterns = [
    path("", views.awards, name="awards"),
    path("new/", views.add_award, name="add_award"),
    path("<int:pk>/", views.edit_award, name="edit_award"),
    path("<int:pk>/delete/", views.delete_award, name="delete_award"),
    path("<int:pk>/restore/", views.restore_award, name="restore_award"),
]
