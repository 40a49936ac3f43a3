"""What aspiring PMs reach below /tasks/."""

from django.urls import path

from tracker.suggestions import views

urlpatterns = [
    path("suggest/", views.suggest_task, name="suggest_task"),
    path("like/", views.similar_tasks, name="similar_tasks"),
    path("suggestions/", views.suggestions, name="suggestions"),
    path("suggestions/<int:pk>/withdraw/", views.withdraw_suggestion, name="withdraw_suggestion"),
]
