from django.urls import path

from tracker.interviews.confidence import views

urlpatterns = [
    path("", views.confidence, name="confidence"),
    path("<slug:skill>/", views.show_skill, name="skill"),
    path("<slug:skill>/rate/", views.rate, name="rate_skill"),
]
