from django.urls import path

from tracker.goals import views

urlpatterns = [
    path("", views.goals, name="goals"),
    path("new/", views.set_goal, name="set_goal"),
    path("<int:pk>/", views.goal, name="goal"),
    path("<int:pk>/edit/", views.edit_goal, name="edit_goal"),
    path("<int:pk>/close/", views.close_goal, name="close_goal"),
    path("<int:pk>/achieve/", views.achieve_goal, name="achieve_goal"),
    path("<int:pk>/pause/", views.pause_goal, name="pause_goal"),
    path("<int:pk>/resume/", views.resume_goal, name="resume_goal"),
    path("milestones/<int:pk>/tick/", views.tick_milestone, name="tick_milestone"),
    path("milestones/<int:pk>/edit/", views.edit_milestone, name="edit_milestone"),
    path("milestones/<int:pk>/remove/", views.remove_milestone, name="remove_milestone"),
    path("milestones/<int:pk>/restore/", views.restore_milestone, name="restore_milestone"),
]
