from django.urls import path

from tracker.lessons import views

urlpatterns = [
    path("", views.lessons, name="lessons"),
    path("new/", views.add_lesson, name="add_lesson"),
    path("<int:pk>/", views.lesson, name="lesson"),
    path("<int:pk>/edit/", views.edit_lesson, name="edit_lesson"),
    path("<int:pk>/delete/", views.delete_lesson, name="delete_lesson"),
    path("<int:pk>/restore/", views.restore_lesson, name="restore_lesson"),
]
