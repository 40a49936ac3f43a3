from tracker.shared.registries.exported import ExportKind
from tracker.warnings.models import Override

KINDS = [ExportKind(name="overrides", model=Override)]
