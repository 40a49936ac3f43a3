from django.urls import path

from tracker.home import views, welcome

urlpatterns = [
    path("", views.home, name="home"),
    path("week/<str:day>/", views.week, name="week"),
    path("welcome/", welcome.company, name="welcome"),
    path("welcome/next/", welcome.go_on, name="welcome_next"),
    path("welcome/level/", welcome.level, name="welcome_level"),
    path("welcome/path/", welcome.path, name="welcome_path"),
    path("welcome/goal/", welcome.goal, name="welcome_goal"),
    path("welcome/tasks/", welcome.tasks, name="welcome_tasks"),
    path("help/", views.help_page, name="help"),
]
