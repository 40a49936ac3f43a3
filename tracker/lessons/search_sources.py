from django.utils.translation import gettext_lazy as _

from tracker.lessons.models import Lesson
from tracker.shared.registries.search import NEWEST_DAY, Source, own_date

SOURCES = [
    Source(
        kind="lessons",
        heading=_("Lessons"),
        place=70,
        model=Lesson,
        fields=("title", "story", "changed", "product"),
        order=NEWEST_DAY,
        day_of=own_date,
        about=lambda lesson: [lesson.get_kind_display()],
    )
]
