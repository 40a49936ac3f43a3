from django.utils.translation import gettext_lazy as _

from tracker.reminders.actions import aim_all
from tracker.reminders.models import CalendarFeed, Reminder
from tracker.shared.registries.exported import ExportKind

SENDING = _("how sending went on this server")

KINDS = [
    ExportKind(
        name="reminders",
        model=Reminder,
        left_out={
            "next_due_at": SENDING,
            "last_sent_for": SENDING,
            "refused_on": SENDING,
            "failed_tries": SENDING,
            "unanswered": SENDING,
            "retry_at": SENDING,
        },
    )
]
LEFT_OUT = {CalendarFeed: _("a secret address of this server; make a new one")}
AFTER_IMPORT = [aim_all]
