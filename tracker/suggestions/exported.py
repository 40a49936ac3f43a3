from django.utils.translation import gettext_lazy as _

from tracker.shared.registries.exported import ExportKind
from tracker.suggestions.models import Suggestion

KINDS = [
    ExportKind(
        name="suggestions",
        model=Suggestion,
        left_out={"decided_by": _("it names a curator")},
    )
]
