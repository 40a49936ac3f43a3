from django.utils.translation import gettext_lazy as _

from tracker.journal.exported.rules import count_all, price_entry, price_quote
from tracker.journal.models import Activity, Quote
from tracker.journal.totals_models import DayTotal, SkillTally, TaskTally
from tracker.shared.registries.exported import ExportKind

BY_RULE = _("by the rules of points")
SUMS = _("sums, counted again from the entries")

KINDS = [
    ExportKind(name="entries", model=Activity, by_rule={"points": BY_RULE}, prepare=price_entry),
    ExportKind(
        name="quotes",
        model=Quote,
        left_out={
            "fingerprint": _("made of the words"),
            "date": _("the date of its entry"),
        },
        by_rule={"points": BY_RULE},
        prepare=price_quote,
    ),
]
LEFT_OUT = {DayTotal: SUMS, TaskTally: SUMS, SkillTally: SUMS}
AFTER_IMPORT = [count_all]
