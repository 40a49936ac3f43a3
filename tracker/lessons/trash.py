from tracker.lessons.models import Lesson
from tracker.shared.registries.trash import Bin

BINS = [Bin(model=Lesson, place=60, restore_route="restore_lesson")]
