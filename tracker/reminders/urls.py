from django.urls import include, path

from tracker.reminders import views

urlpatterns = [
    path("settings/reminders/", views.reminders, name="reminders"),
    path("settings/reminders/dismiss/", views.dismiss_notice, name="dismiss_notice"),
    path("", include("tracker.reminders.calendar.urls")),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
