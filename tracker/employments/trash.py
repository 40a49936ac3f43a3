from tracker.employments.models import Employment
from tracker.shared.registries.trash import Bin

BINS = [Bin(model=Employment, place=90, restore_route="restore_employment")]
