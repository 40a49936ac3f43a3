"""Every address of the tracker, feature by feature."""

from django.urls import include, path

from tracker.shared import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("settings/", include("tracker.accounts.urls")),
    path("tasks/", include("tracker.curation.urls")),
    path("tasks/", include("tracker.catalogue.urls")),
    path("goals/", include("tracker.goals.urls")),
    path("people/", include("tracker.people.urls")),
    path("", include("tracker.journal.urls")),
    path("quotes/", include("tracker.quotes.urls")),
    path("recommendations/", include("tracker.recommendations.urls")),
    path("projects/", include("tracker.projects.urls")),
    path("lessons/", include("tracker.lessons.urls")),
    path("", include("tracker.briefing.urls")),
    path("search/", include("tracker.search.urls")),
    path("week/", include("tracker.week.urls")),
    path("progress/", include("tracker.progress.urls")),
    path("", include("tracker.reminders.urls")),
    path("", include("tracker.home.urls")),
]
