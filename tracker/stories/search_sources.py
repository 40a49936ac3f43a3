from django.utils.translation import gettext_lazy as _

from tracker.shared.registries.search import Source, day_of_change
from tracker.stories.models import Story
from tracker.stories.pitches.models import Pitch

SOURCES = [
    Source(
        kind="stories",
        heading=_("Stories"),
        place=77,
        model=Story,
        fields=Story.SEARCHED_FIELDS,
        day_of=day_of_change,
        about=lambda story: [story.get_state_display()],
    ),
    Source(
        kind="pitches",
        heading=_("Pitches"),
        place=78,
        model=Pitch,
        fields=Pitch.SEARCHED_FIELDS,
        day_of=day_of_change,
        about=lambda pitch: [pitch.get_state_display()],
    ),
]
