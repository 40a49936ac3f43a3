"""Every address of the tracker, feature by feature."""

from django.urls import include, path

urlpatterns = [
    path("settings/", include("tracker.accounts.urls")),
    path("settings/employments/", include("tracker.people.moving.urls")),
    path("settings/employments/", include("tracker.employments.urls")),
    path("tasks/", include("tracker.suggestions.urls")),
    path("tasks/", include("tracker.catalogue.urls")),
    path("paths/", include("tracker.paths.urls")),
    path("roles/", include("tracker.paths.roles.urls")),
    path("goals/", include("tracker.goals.urls")),
    path("people/", include("tracker.people.urls")),
    path("", include("tracker.quicklog.urls")),
    path("", include("tracker.journal.urls")),
    path("", include("tracker.files.urls")),
    path("", include("tracker.trash.urls")),
    path("quotes/", include("tracker.quotes.urls")),
    path("recommendations/", include("tracker.recommendations.urls")),
    path("projects/", include("tracker.projects.urls")),
    path("lessons/", include("tracker.lessons.urls")),
    path("", include("tracker.briefing.urls")),
    path("readiness/", include("tracker.career.urls")),
    path("companies/", include("tracker.openings.companies.urls")),
    path("openings/", include("tracker.openings.urls")),
    path("search/", include("tracker.search.urls")),
    path("week/", include("tracker.week.urls")),
    path("journal/years/", include("tracker.progress.year_urls")),
    path("progress/", include("tracker.progress.urls")),
    path("", include("tracker.reminders.urls")),
    path("", include("tracker.home.urls")),
]
