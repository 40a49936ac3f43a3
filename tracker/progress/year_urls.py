"""Years stand under the journal's address, and are put together from all that lies above it."""

from django.urls import path

from tracker.progress import year_views

urlpatterns = [
    path("", year_views.years, name="years"),
    path("<int:year>/", year_views.year, name="year"),
]
