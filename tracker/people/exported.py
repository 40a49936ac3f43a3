from django.utils.translation import gettext_lazy as _

from tracker.people.models import Person
from tracker.shared.registries.exported import ExportKind

KINDS = [
    ExportKind(
        name="people",
        model=Person,
        left_out={"joined": _("how to take two apart again, in keys of this server")},
    )
]
