from django.urls import path

from tracker.progress import views

urlpatterns = [
    path("", views.progress, name="progress"),
    path("days/<str:day>/", views.days, name="days"),
    path("points/", views.points, name="points"),
]
