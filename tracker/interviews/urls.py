from django.urls import include, path

from tracker.interviews import views
from tracker.interviews.debrief import views as debrief_views

urlpatterns = [
    path("", views.interviews, name="interviews"),
    path("new/", views.add_interview, name="add_interview"),
    path("practice/", include("tracker.interviews.practice.urls")),
    path("confidence/", include("tracker.interviews.confidence.urls")),
    path("<int:pk>/", views.interview, name="interview"),
    path("<int:pk>/edit/", views.edit_interview, name="edit_interview"),
    path("<int:pk>/brief/", views.brief, name="interview_brief"),
    path("<int:pk>/brief/edit/", views.edit_brief, name="edit_brief"),
    path("<int:pk>/debrief/", debrief_views.edit_debrief, name="edit_debrief"),
    path("<int:pk>/thanks/", debrief_views.thank, name="thank"),
    path("<int:pk>/delete/", views.delete_interview, name="delete_interview"),
    path("<int:pk>/restore/", views.restore_interview, name="restore_interview"),
]
