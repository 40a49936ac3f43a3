from django.urls import include, path

from tracker.exports import views

urlpatterns = [
    path("data/", views.your_data, name="your_data"),
    path("data/ready/", views.prepare_export, name="prepare_export"),
    path("data/export/", views.export_data, name="export_data"),
    path("data/import/", include("tracker.exports.importing.urls")),
    path("delete/", include("tracker.exports.leaving.urls")),
]
