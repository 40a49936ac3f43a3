"""What curators reach below /admin/curation/."""

from django.urls import path

from tracker.curation import bulk_views, card_views, review_views

urlpatterns = [
    path("order/", card_views.order_tasks, name="order_tasks"),
    path("deleted/", card_views.deleted_cards, name="deleted_cards"),
    path("deleted/<str:kind>/<int:record>/", card_views.bring_back_card, name="bring_back_card"),
    path("shipped/", card_views.shipped_cards, name="shipped_cards"),
    path("shipped/take/", card_views.take_untouched, name="take_untouched"),
    path("shipped/<slug:slug>/", card_views.shipped_card, name="shipped_card"),
    path("shipped/<slug:slug>/add/", card_views.add_shipped_card, name="add_shipped_card"),
    path("suggestions/", review_views.suggestion_queue, name="suggestion_queue"),
    path("suggestions/<int:pk>/", review_views.review_suggestion, name="review_suggestion"),
    path("suggestions/<int:pk>/accept/", review_views.accept_suggestion, name="accept_suggestion"),
    path("suggestions/<int:pk>/merge/", review_views.merge_suggestion, name="merge_suggestion"),
    path(
        "suggestions/<int:pk>/decline/", review_views.decline_suggestion, name="decline_suggestion"
    ),
    path("import/<str:kind>/", bulk_views.import_rows, name="import_rows"),
    path("import/<str:kind>/confirm/", bulk_views.confirm_import, name="confirm_import"),
    path("export/<str:kind>.<str:format>", bulk_views.export_rows, name="export_rows"),
]
