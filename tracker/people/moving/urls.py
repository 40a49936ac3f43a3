from django.urls import path

from tracker.people.moving import views

urlpatterns = [
    path("new/", views.start_employment, name="start_employment"),
    path("end/", views.end_employment, name="end_employment"),
]
