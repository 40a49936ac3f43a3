from django.urls import path

from tracker.journal import views
from tracker.journal.logged import views as logged_views

urlpatterns = [
    path("journal/", views.journal, name="journal"),
    path("journal/log/", views.log_activity, name="log_activity"),
    path("journal/<int:pk>/", views.activity, name="activity"),
    path("journal/<int:pk>/edit/", views.edit_activity, name="edit_activity"),
    path("journal/<int:pk>/skills/", views.change_skills, name="change_skills"),
    path("journal/<int:pk>/delete/", views.delete_activity, name="delete_activity"),
    path("journal/<int:pk>/restore/", views.restore_activity, name="restore_activity"),
    path("journal/<int:pk>/people/yes/", logged_views.agree_on_people, name="agree_on_people"),
    path("journal/<int:pk>/people/undo/", logged_views.take_back_people, name="take_back_people"),
    path("quotes/<int:pk>/restore/", views.restore_quote, name="restore_quote"),
]
