from tracker.goals.models import Milestone
from tracker.shared.registries.trash import Bin

BINS = [Bin(model=Milestone, place=80, restore_route="restore_milestone", is_listed=False)]
