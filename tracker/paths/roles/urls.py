from django.urls import path

from tracker.paths.roles import views

urlpatterns = [
    path("", views.roles, name="roles"),
    path("<slug:role>/", views.role, name="role"),
]
