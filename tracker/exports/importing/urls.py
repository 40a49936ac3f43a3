from django.urls import path

from tracker.exports.importing import views

urlpatterns = [
    path("", views.import_data, name="import_data"),
    path("confirm/", views.confirm_import_data, name="confirm_import_data"),
]
