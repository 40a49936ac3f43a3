from tracker.employments.models import Employment
from tracker.shared.registries.exported import ExportKind

KINDS = [ExportKind(name="employments", model=Employment)]
