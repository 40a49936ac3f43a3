from django.urls import path

from tracker.quicklog import views, week_grid_views

urlpatterns = [
    path("journal/log/quick/", views.quick_log, name="quick_log"),
    path("journal/log/quick/read/", views.quick_preview, name="quick_preview"),
    path("journal/<int:pk>/edit/short/", views.edit_in_place, name="edit_in_place"),
    path("journal/<int:pk>/again/", views.repeat_activity, name="repeat_activity"),
    path("week/<str:day>/grid/", week_grid_views.week_grid, name="week_grid"),
]
