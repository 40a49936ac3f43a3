"""What curators reach below /admin/curation/."""

from django.urls import path

from tracker.curation import review_views

urlpatterns = [
    path("suggestions/", review_views.suggestion_queue, name="suggestion_queue"),
    path("suggestions/<int:pk>/", review_views.review_suggestion, name="review_suggestion"),
    path("suggestions/<int:pk>/accept/", review_views.accept_suggestion, name="accept_suggestion"),
    path("suggestions/<int:pk>/merge/", review_views.merge_suggestion, name="merge_suggestion"),
    path(
        "suggestions/<int:pk>/decline/", review_views.decline_suggestion, name="decline_suggestion"
    ),
]
