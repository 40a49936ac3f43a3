"""What curators reach below /admin/curation/."""

from django.urls import path

from tracker.curation import task_views
from tracker.curation.recent_changes import recent_changes
from tracker.curation.task_import import views as import_views

urlpatterns = [
    path("order/", task_views.order_tasks, name="order_tasks"),
    path("history/", recent_changes, name="recent_changes"),
    path("deleted/", task_views.deleted_records, name="deleted_records"),
    path(
        "deleted/<str:kind>/<int:version>/", task_views.bring_back_record, name="bring_back_record"
    ),
    path("shipped/", task_views.compare_release, name="compare_release"),
    path("shipped/take/", task_views.take_untouched, name="take_untouched"),
    path("shipped/<slug:slug>/", task_views.compare_task, name="compare_task"),
    path("shipped/<slug:slug>/add/", task_views.add_from_release, name="add_from_release"),
    path("import/<str:kind>/", import_views.import_rows, name="import_rows"),
    path("import/<str:kind>/confirm/", import_views.confirm_import, name="confirm_import"),
    path("export/<str:kind>.<str:format>", import_views.export_rows, name="export_rows"),
]
