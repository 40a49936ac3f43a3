from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import AddressChange

# Of the account itself: what an import into an empty account takes on …
SETTINGS = (
    *("display_name", "time_zone", "week_start", "day_ends_at", "theme", "shortcuts"),
    *("company_has_pms", "welcomed_at"),
)
# … and what is in the file to be read.
FACTS = ("email", "date_joined", "last_login", "points", "activity_count", "quote_count")
NOT_TAKEN = {
    "password": _("a secret"),
    "is_active": _("a right on this server"),
    "is_staff": _("a right on this server"),
    "is_superuser": _("a right on this server"),
    "leaves_at": _("empty unless the account is closed"),
    "page_version": _("a counter of this server"),
    "has_answer": _("worked out from the suggestions"),
    "reminder_times": _("worked out from the reminders"),
    "reminder_dismissed_at": _("a mark on This week, gone within days"),
}
LEFT_OUT = {
    AddressChange: _("it protects this account, on this server, for a week after a change"),
}
