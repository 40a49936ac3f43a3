from django.urls import path

from tracker.accounts import views

urlpatterns = [path("", views.settings, name="settings")]
