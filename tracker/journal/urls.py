from django.urls import path

from tracker.journal import grid_views, quick_views, views

urlpatterns = [
    path("journal/", views.journal, name="journal"),
    path("journal/log/", views.log_activity, name="log_activity"),
    path("journal/log/quick/", quick_views.quick_log, name="quick_log"),
    path("journal/log/quick/read/", quick_views.quick_preview, name="quick_preview"),
    path("journal/deleted/", views.deleted, name="deleted"),
    path("journal/<int:pk>/", views.activity, name="activity"),
    path("journal/<int:pk>/edit/", views.edit_activity, name="edit_activity"),
    path("journal/<int:pk>/edit/short/", quick_views.edit_in_place, name="edit_in_place"),
    path("journal/<int:pk>/again/", quick_views.repeat_activity, name="repeat_activity"),
    path("journal/<int:pk>/delete/", views.delete_activity, name="delete_activity"),
    path("journal/<int:pk>/restore/", views.restore_activity, name="restore_activity"),
    path("week/<str:day>/grid/", grid_views.week_grid, name="week_grid"),
    path("quotes/<int:pk>/restore/", views.restore_quote, name="restore_quote"),
]
