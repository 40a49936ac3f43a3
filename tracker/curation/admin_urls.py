"""What curators reach below /admin/curation/."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
