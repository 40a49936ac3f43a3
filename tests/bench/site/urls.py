from django.urls import include, path

from tests.bench.site import views

urlpatterns = [
    path("bench/limit/", views.limit),
    path("bench/insert/", views.insert),
    path("", include("pmcareer.urls")),
]
handler400 = "tracker.home.errors.bad_request"
handler403 = "tracker.home.errors.forbidden"
handler404 = "tracker.home.errors.not_found"
handler500 = "tracker.home.errors.server_error"
