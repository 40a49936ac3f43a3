from django.urls import path

from tracker.stories import take_along_views, views

urlpatterns = [
    path("", views.stories, name="stories"),
    path("new/", views.add_story, name="add_story"),
    path("cards/", take_along_views.all_story_cards, name="all_story_cards"),
    path("<int:pk>/", views.story, name="story"),
    path("<int:pk>.md", take_along_views.story_markdown, name="story_markdown"),
    path("<int:pk>/edit/", views.edit_story, name="edit_story"),
    path("<int:pk>/keep-result/", views.keep_story_result, name="keep_story_result"),
    path("<int:pk>/ask-result/", views.ask_story_result, name="ask_story_result"),
    path("<int:pk>/delete/", views.delete_story, name="delete_story"),
    path("<int:pk>/restore/", views.restore_story, name="restore_story"),
    path("<int:pk>/cards/", take_along_views.story_cards, name="story_cards"),
    path("<int:pk>/evidence/", take_along_views.story_evidence, name="story_evidence"),
    path("<int:pk>/evidence/tie/", take_along_views.tie_story_evidence, name="tie_story_evidence"),
    path(
        "evidence/<int:pk>/untie/",
        take_along_views.untie_story_evidence,
        name="untie_story_evidence",
    ),
]
