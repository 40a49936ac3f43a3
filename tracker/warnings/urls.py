from django.urls import path

from tracker.warnings import views

urlpatterns = [
    path("", views.warnings, name="warnings"),
    path("<slug:kind>/", views.keep_warning_note, name="keep_warning_note"),
]
