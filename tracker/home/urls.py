from django.urls import path

from tracker.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("week/<str:day>/", views.week, name="week"),
    path("welcome/", views.welcome, name="welcome"),
    path("welcome/company/", views.welcome_company, name="welcome_company"),
    path("welcome/goal/", views.welcome_goal, name="welcome_goal"),
    path("help/", views.help_page, name="help"),
]
