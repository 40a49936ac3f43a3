from django.urls import path

from tracker.interviews.practice import views

urlpatterns = [
    path("", views.practices, name="practices"),
    path("send/", views.send_practice, name="send_practice"),
    path("<int:pk>/delete/", views.delete_practice, name="delete_practice"),
    path("<int:pk>/restore/", views.restore_practice, name="restore_practice"),
]
