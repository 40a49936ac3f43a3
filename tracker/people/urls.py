from django.urls import include, path

from tracker.people import views
from tracker.people.joining.views import merge_person
from tracker.people.moving.views import map_page

urlpatterns = [
    path("", views.people, name="people"),
    path("add/", views.add_person, name="add_person"),
    path("map/", map_page, name="team_map"),
    path("options/", views.people_options, name="people_options"),
    path("references/", views.references, name="references"),
    path("origins/", views.origin_stories, name="origin_stories"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/edit/", views.edit_person, name="edit_person"),
    path("<int:pk>/stage/<int:stage>/", views.move_person, name="move_person"),
    path("<int:pk>/touch/", views.touch_person, name="touch_person"),
    path("<int:pk>/talked/", views.talked_to, name="talked_to"),
    path("<int:pk>/vouch/", views.vouch_person, name="vouch_person"),
    path("<int:pk>/merge/", merge_person, name="merge_person"),
    path("<int:pk>/delete/", views.delete_person, name="delete_person"),
    path("<int:pk>/restore/", views.restore_person, name="restore_person"),
    path("import/", include("tracker.people.contact_import.urls")),
]
