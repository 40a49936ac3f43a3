from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tracker.journal.models import Activity, Quote
from tracker.shared.registries.trash import Bin

BINS = [
    Bin(
        model=Activity,
        place=10,
        restore_route="restore_activity",
        rows=lambda rows: rows.deleted().select_related("task"),
        about=lambda activity: [date_format(activity.date, "D j M Y")],
    ),
    Bin(
        model=Quote,
        place=20,
        restore_route="restore_quote",
        rows=lambda quotes: quotes.removed(),  # type: ignore[attr-defined]
        title=lambda quote: f"“{Truncator(quote.text).chars(160)}”",
        name=lambda quote: Truncator(quote.text).chars(60),
        when=lambda quote, ago: (
            _("taken off “%(entry)s” %(when)s ago") % {"entry": quote.activity, "when": ago}
        ),
    ),
]
