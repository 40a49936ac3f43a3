from tracker.awards.models import Award
from tracker.shared.registries.exported import ExportKind

KINDS = [ExportKind(name="awards", model=Award)]
