from tracker.people.models import Person
from tracker.shared.registries.exported import ExportKind

KINDS = [ExportKind(name="people", model=Person)]
