from django.urls import include, path

from tracker.paths import views

urlpatterns = [
    path("", views.paths, name="paths"),
    path("questions/", views.answer_paths, name="answer_paths"),
    path("choose/<slug:path>/", views.choose_path, name="choose_path"),
    path("warnings/", include("tracker.warnings.urls")),
    path("stints/", include("tracker.paths.stints.urls")),
    path("niches/", include("tracker.paths.niches.urls")),
]
