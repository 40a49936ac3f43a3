from django.urls import path

from tracker.reminders import calendar_views, views

urlpatterns = [
    path("settings/reminders/", views.reminders, name="reminders"),
    path("settings/reminders/dismiss/", views.dismiss_notice, name="dismiss_notice"),
    path("settings/calendar/", calendar_views.calendar, name="calendar"),
    path("settings/calendar/renew/", calendar_views.renew_calendar, name="renew_calendar"),
    path(
        "settings/calendar/alarms/", calendar_views.set_calendar_alarms, name="set_calendar_alarms"
    ),
    path("settings/calendar/revoke/", calendar_views.revoke_calendar, name="revoke_calendar"),
    path("calendar/<str:token>.ics", calendar_views.calendar_feed, name="calendar_feed"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
