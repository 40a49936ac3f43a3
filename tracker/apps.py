from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from tracker.shared.search import teach_sqlite_case


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = _("Product-management career")

    def ready(self) -> None:
        # Models can be imported from here on, not earlier.
        from tracker.accounts.signals import zone_changed  # noqa: PLC0415
        from tracker.reminders.actions import keep_up_with_zone  # noqa: PLC0415

        connection_created.connect(teach_sqlite_case, dispatch_uid="teach_sqlite_case")
        zone_changed.connect(keep_up_with_zone, dispatch_uid="keep_up_with_zone")
