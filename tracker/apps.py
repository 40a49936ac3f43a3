from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _

from tracker.shared.database import finding, lookups
from tracker.shared.database.names import teach_sqlite_names
from tracker.shared.text.words import teach_sqlite_case


class TrackerConfig(AppConfig):
    name = "tracker"
    verbose_name = _("Product-management career")

    def ready(self) -> None:
        # Models can be imported from here on, not earlier.
        from tracker.accounts import security_log  # noqa: PLC0415
        from tracker.accounts.signals import zone_changed  # noqa: PLC0415
        from tracker.reminders.actions import keep_up_with_zone  # noqa: PLC0415
        from tracker.search import index, words  # noqa: PLC0415

        lookups.register()
        finding.register()
        connection_created.connect(teach_sqlite_case, dispatch_uid="teach_sqlite_case")
        connection_created.connect(teach_sqlite_names, dispatch_uid="teach_sqlite_names")
        connection_created.connect(
            finding.teach_sqlite_letters, dispatch_uid="teach_sqlite_letters"
        )
        connection_created.connect(words.teach_sqlite_words, dispatch_uid="teach_sqlite_words")
        pre_migrate.connect(index.before_migrate, sender=self, dispatch_uid="before_migrate")
        post_migrate.connect(index.after_migrate, sender=self, dispatch_uid="after_migrate")
        security_log.connect()
        zone_changed.connect(keep_up_with_zone, dispatch_uid="keep_up_with_zone")
