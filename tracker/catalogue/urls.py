from django.urls import path

from tracker.catalogue import views

urlpatterns = [
    path("", views.tasks, name="tasks"),
    path("options/", views.task_options, name="task_options"),
    path("hint/", views.task_hint, name="task_hint"),
    path("reading/", views.reading_list, name="reading_list"),
    path("preview/<slug:slug>/", views.preview_task, name="preview_task"),
    path("<slug:slug>/", views.task, name="task"),
]
