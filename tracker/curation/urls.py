"""What curators reach below /admin/curation/."""

from django.urls import path

from tracker.curation import task_views
from tracker.curation.task_import import views as import_views

urlpatterns = [
    path("order/", task_views.order_tasks, name="order_tasks"),
    path("deleted/", task_views.deleted_cards, name="deleted_cards"),
    path("deleted/<str:kind>/<int:record>/", task_views.bring_back_card, name="bring_back_card"),
    path("shipped/", task_views.shipped_cards, name="shipped_cards"),
    path("shipped/take/", task_views.take_untouched, name="take_untouched"),
    path("shipped/<slug:slug>/", task_views.shipped_card, name="shipped_card"),
    path("shipped/<slug:slug>/add/", task_views.add_shipped_card, name="add_shipped_card"),
    path("import/<str:kind>/", import_views.import_rows, name="import_rows"),
    path("import/<str:kind>/confirm/", import_views.confirm_import, name="confirm_import"),
    path("export/<str:kind>.<str:format>", import_views.export_rows, name="export_rows"),
]
