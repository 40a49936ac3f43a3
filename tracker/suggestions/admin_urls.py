"""What curators reach below /admin/curation/suggestions/."""

from django.urls import path

from tracker.suggestions import review_views

urlpatterns = [
    path("", review_views.suggestion_queue, name="suggestion_queue"),
    path("<int:pk>/", review_views.review_suggestion, name="review_suggestion"),
    path("<int:pk>/accept/", review_views.accept_suggestion, name="accept_suggestion"),
    path("<int:pk>/merge/", review_views.merge_suggestion, name="merge_suggestion"),
    path("<int:pk>/decline/", review_views.decline_suggestion, name="decline_suggestion"),
]
