"""Addresses below /accounts/ that stand before those of django-allauth."""

from django.urls import path

from tracker.accounts.protection import views

urlpatterns = [
    path("email/", views.change_email, name="account_email"),
    path("email/undo/<str:token>/", views.undo_email_change, name="undo_email_change"),
    path("password/set/", views.set_password, name="account_set_password"),
    path("sessions/", views.sessions, name="usersessions_list"),
]
