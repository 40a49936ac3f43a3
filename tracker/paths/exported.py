from tracker.paths.models import PathAnswer, PathChoice
from tracker.paths.niches.models import Niche, NicheProof
from tracker.paths.stints.models import Stint, StintCheck, StintPause
from tracker.shared.registries.exported import ExportKind

KINDS = [
    ExportKind(name="path-answers", model=PathAnswer),
    ExportKind(name="path-choices", model=PathChoice),
    ExportKind(name="niches", model=Niche),
    ExportKind(name="niche-proofs", model=NicheProof),
    ExportKind(name="stints", model=Stint),
    ExportKind(name="stint-pauses", model=StintPause),
    ExportKind(name="stint-checks", model=StintCheck),
]
