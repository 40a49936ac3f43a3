from tracker.shared.registries.exported import ExportKind
from tracker.stories.models import Story, StoryEvidence
from tracker.stories.pitches.models import Pitch, PitchWhy

KINDS = [
    ExportKind(name="pitches", model=Pitch),
    ExportKind(name="pitch-whys", model=PitchWhy),
    ExportKind(name="stories", model=Story),
    ExportKind(name="story-evidence", model=StoryEvidence),
]
