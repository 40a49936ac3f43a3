"""What aspiring PMs reach below /tasks/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
