"""What happens to a niche beyond saving a form."""

from tracker.paths.niches.models import Niche, NicheProof


def add_proof(niche: Niche, proof: NicheProof) -> None:
    proof.owner, proof.niche = niche.owner, niche
    proof.save()


def delete(row: Niche | NicheProof) -> None:
    """Take a niche, or a proof of one, out of every page, for 30 days with undo."""
    row.soft_delete()


def restore(row: Niche | NicheProof) -> None:
    row.restore()
