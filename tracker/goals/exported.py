from tracker.goals.models import Goal, Milestone
from tracker.shared.registries.exported import ExportKind

KINDS = [
    ExportKind(name="goals", model=Goal),
    ExportKind(name="milestones", model=Milestone),
]
