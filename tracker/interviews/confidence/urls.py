from django.urls import path

from tracker.interviews.confidence import views

urlpatterns = [
    path("", views.confidence, name="confidence"),
    path("<slug:slug>/", views.skill, name="skill"),
    path("<slug:slug>/rate/", views.rate, name="rate_skill"),
]
