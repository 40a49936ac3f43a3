from django.utils.translation import gettext as _

from tracker.interviews.models import Interview
from tracker.interviews.practice.models import Practice
from tracker.shared.registries.trash import Bin

BINS = [
    Bin(
        model=Interview,
        place=182,
        restore_route="restore_interview",
        rows=lambda rows: rows.deleted().select_related("opening"),
        about=lambda interview: [_("interview")],
    ),
    Bin(
        model=Practice,
        place=184,
        restore_route="restore_practice",
        about=lambda practice: [_("practice")],
    ),
]
