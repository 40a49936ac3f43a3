from django.urls import path

from tracker.trash import views

urlpatterns = [path("journal/deleted/", views.deleted, name="deleted")]
