"""Addresses outside the tracker; tracker.urls has the rest."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from pmcareer import health
from pmcareer.logs.views import metrics

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path("accounts/", include("tracker.accounts.protection.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/curation/suggestions/", include("tracker.suggestions.admin_urls")),
    path("admin/curation/", include("tracker.curation.urls")),
    path("admin/", admin.site.urls),
    path("", include("tracker.urls")),
]
if settings.DEBUG:
    from debug_toolbar.toolbar import debug_toolbar_urls

    urlpatterns += debug_toolbar_urls()

handler400 = "tracker.home.errors.bad_request"
handler403 = "tracker.home.errors.forbidden"
handler404 = "tracker.home.errors.not_found"
handler429 = "tracker.home.errors.too_many_requests"
handler500 = "tracker.home.errors.server_error"
