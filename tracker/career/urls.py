from django.urls import include, path

from tracker.career.readiness import views

urlpatterns = [
    path("", views.readiness_page, name="readiness"),
    path("sheet/", views.readiness_sheet, name="readiness_sheet"),
    path("sheet.md", views.readiness_markdown, name="readiness_markdown"),
    path("requests/", include("tracker.career.requests.urls")),
    path("motives/", include("tracker.career.motives.urls")),
]
