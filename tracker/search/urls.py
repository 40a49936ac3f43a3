from django.urls import path

from tracker.search import views

urlpatterns = [path("", views.search, name="search")]
