from django.urls import path

from tracker.stories.pitches import quote_views, views

urlpatterns = [
    path("", views.pitches, name="pitches"),
    path("new/", views.add_pitch, name="add_pitch"),
    path("<int:pk>/", views.pitch, name="pitch"),
    path("<int:pk>/edit/", views.edit_pitch, name="edit_pitch"),
    path("<int:pk>/quotes/", quote_views.pitch_quotes, name="pitch_quotes"),
    path("<int:pk>/answer/", views.pitch_answer, name="pitch_answer"),
    path("<int:pk>/answer/back/", views.take_pitch_answer_back, name="take_pitch_answer_back"),
    path("<int:pk>/delete/", views.delete_pitch, name="delete_pitch"),
    path("<int:pk>/restore/", views.restore_pitch, name="restore_pitch"),
]
