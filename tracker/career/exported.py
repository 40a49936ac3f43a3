from tracker.career.models import FitVerdict, MotiveNote, Request
from tracker.shared.registries.exported import ExportKind

KINDS = [
    ExportKind(name="requests", model=Request),
    ExportKind(name="motive-notes", model=MotiveNote),
    ExportKind(name="fit-verdicts", model=FitVerdict),
]
