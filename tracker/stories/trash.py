from django.utils.translation import gettext as _

from tracker.shared.registries.trash import Bin
from tracker.stories.models import Story
from tracker.stories.pitches.models import Pitch

BINS = [
    Bin(model=Story, place=72, restore_route="restore_story", about=lambda story: [_("story")]),
    Bin(model=Pitch, place=74, restore_route="restore_pitch", about=lambda pitch: [_("pitch")]),
]
