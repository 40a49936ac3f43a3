from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _

from tracker.shared.search import teach_sqlite_case


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = _("Product-management career")

    def ready(self) -> None:
        connection_created.connect(teach_sqlite_case, dispatch_uid="teach_sqlite_case")
