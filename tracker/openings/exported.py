from tracker.openings.advert.models import AdvertLine, Proof
from tracker.openings.companies.models import Company
from tracker.openings.models import Opening
from tracker.shared.registries.exported import ExportKind

KINDS = [
    ExportKind(name="companies", model=Company),
    ExportKind(name="openings", model=Opening),
    ExportKind(name="advert-lines", model=AdvertLine),
    ExportKind(name="proofs", model=Proof),
]
