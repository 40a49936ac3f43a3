from tracker.shared.registries.exported import ExportKind
from tracker.week.models import Commitment, WeekRecord

KINDS = [
    ExportKind(name="weeks", model=WeekRecord),
    ExportKind(name="commitments", model=Commitment),
]
