from django.urls import path

from tracker.talks import views

urlpatterns = [path("<int:pk>/before/", views.before_talk, name="before_talk")]
