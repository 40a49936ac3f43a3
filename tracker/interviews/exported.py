from tracker.interviews.confidence.models import ConfidenceRating
from tracker.interviews.models import AskedQuestion, Interview
from tracker.interviews.practice.models import Practice
from tracker.shared.registries.exported import ExportKind

KINDS = [
    ExportKind(name="interviews", model=Interview),
    ExportKind(name="asked-questions", model=AskedQuestion),
    ExportKind(name="practice", model=Practice),
    ExportKind(name="confidence-ratings", model=ConfidenceRating),
]
