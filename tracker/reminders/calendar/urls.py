from django.urls import path

from tracker.reminders.calendar import views

urlpatterns = [
    path("settings/calendar/", views.calendar, name="calendar"),
    path("settings/calendar/renew/", views.renew_calendar, name="renew_calendar"),
    path("settings/calendar/alarms/", views.set_calendar_alarms, name="set_calendar_alarms"),
    path("settings/calendar/revoke/", views.revoke_calendar, name="revoke_calendar"),
    path("calendar/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
]
