from django.utils.text import Truncator

from tracker.career.models import FitVerdict, MotiveNote, Request
from tracker.shared.registries.trash import Bin

BINS = [
    Bin(model=Request, place=62, restore_route="restore_request"),
    Bin(
        model=MotiveNote,
        place=64,
        restore_route="restore_motive",
        title=lambda note: Truncator(note.why).chars(160),
        name=lambda note: Truncator(note.why).chars(60),
    ),
    Bin(
        model=FitVerdict,
        place=66,
        restore_route="restore_verdict",
        about=lambda verdict: [verdict.get_energy_display()],
    ),
]
