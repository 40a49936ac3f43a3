from tracker.briefing.models import Briefing
from tracker.shared.registries.exported import ExportKind

KINDS = [ExportKind(name="briefings", model=Briefing)]
