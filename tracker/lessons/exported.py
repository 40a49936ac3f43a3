from tracker.lessons.models import Lesson
from tracker.shared.registries.exported import ExportKind

KINDS = [ExportKind(name="lessons", model=Lesson)]
