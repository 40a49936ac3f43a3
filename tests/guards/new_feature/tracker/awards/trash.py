from tracker.awards.models import Award
from tracker.shared.registries.trash import Bin

BINS = [Bin(model=Award, place=65, restore_route="restore_award")]
