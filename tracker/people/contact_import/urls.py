from django.urls import path

from tracker.people.contact_import import views

urlpatterns = [
    path("", views.import_people, name="import_people"),
    path("columns/", views.map_columns, name="map_columns"),
    path("confirm/", views.confirm_people, name="confirm_people"),
]
