from tracker.people.models import Person
from tracker.shared.registries.trash import Bin

BINS = [Bin(model=Person, place=30, restore_route="restore_person")]
