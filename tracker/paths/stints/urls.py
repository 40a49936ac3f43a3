from django.urls import path

from tracker.paths.stints import row_views, views

urlpatterns = [
    path("new/", views.add_stint, name="add_stint"),
    path("<int:pk>/", views.stint, name="stint"),
    path("<int:pk>/edit/", views.edit_stint, name="edit_stint"),
    path("<int:pk>/campaign/", views.begin_campaign, name="begin_campaign"),
    path("<int:pk>/campaign/end/", views.end_campaign, name="end_campaign"),
    path("<int:pk>/delete/", views.delete_stint, name="delete_stint"),
    path("<int:pk>/restore/", views.restore_stint, name="restore_stint"),
    path("<int:pk>/pauses/new/", row_views.add_pause, name="add_pause"),
    path("pauses/<int:pk>/edit/", row_views.edit_pause, name="edit_pause"),
    path("pauses/<int:pk>/delete/", row_views.delete_pause, name="delete_pause"),
    path("pauses/<int:pk>/restore/", row_views.restore_pause, name="restore_pause"),
    path("<int:pk>/checks/new/", row_views.add_check, name="add_check"),
    path("checks/<int:pk>/edit/", row_views.edit_check, name="edit_check"),
    path("checks/<int:pk>/delete/", row_views.delete_check, name="delete_check"),
    path("checks/<int:pk>/restore/", row_views.restore_check, name="restore_check"),
]
