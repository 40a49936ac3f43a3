from django.urls import path

from tracker.briefing import views

urlpatterns = [
    path("briefing/", views.briefing, name="briefing"),
    path("briefing/who/", views.briefing_who, name="briefing_who"),
    path("briefing/send/", views.send_briefing, name="send_briefing"),
    path("briefing/offline/", views.briefing_offline, name="briefing_offline"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
]
