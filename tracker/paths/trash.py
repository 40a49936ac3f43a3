from tracker.paths.niches.models import Niche, NicheProof
from tracker.paths.stints.models import Stint, StintCheck, StintPause
from tracker.shared.registries.trash import Bin

BINS = [
    Bin(model=Stint, place=100, restore_route="restore_stint"),
    Bin(model=StintPause, place=101, restore_route="restore_pause", is_listed=False),
    Bin(model=StintCheck, place=102, restore_route="restore_check", is_listed=False),
    Bin(model=Niche, place=110, restore_route="restore_niche"),
    Bin(model=NicheProof, place=111, restore_route="restore_proof", is_listed=False),
]
