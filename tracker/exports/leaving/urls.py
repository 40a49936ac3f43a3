from django.urls import path

from tracker.exports.leaving import views

urlpatterns = [
    path("", views.leave, name="leave"),
    path("stay/", views.stay, name="stay"),
]
