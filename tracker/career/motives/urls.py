from django.urls import path

from tracker.career.motives import verdict_views, views

urlpatterns = [
    path("", views.motives, name="motives"),
    path("new/", views.add_motive, name="add_motive"),
    path("<int:pk>/", views.motive, name="motive"),
    path("<int:pk>/edit/", views.edit_motive, name="edit_motive"),
    path("<int:pk>/delete/", views.delete_motive, name="delete_motive"),
    path("<int:pk>/restore/", views.restore_motive, name="restore_motive"),
    path("verdicts/new/", verdict_views.add_verdict, name="add_verdict"),
    path("verdicts/<int:pk>/edit/", verdict_views.edit_verdict, name="edit_verdict"),
    path("verdicts/<int:pk>/delete/", verdict_views.delete_verdict, name="delete_verdict"),
    path("verdicts/<int:pk>/restore/", verdict_views.restore_verdict, name="restore_verdict"),
]
