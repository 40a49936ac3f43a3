"""What the rows of an import refer to."""

from functools import cached_property

from tracker.catalogue.guidance.models import Skill
from tracker.catalogue.models import Area, FormerSlug, Level, Task


class KnownRecords:
    """What rows refer to, read once for all of them; `coming` are slugs that the file names."""

    def __init__(self, tasks: dict[str, Task], coming: frozenset[str] = frozenset()) -> None:
        self.tasks, self.coming = tasks, coming
        self.former: dict[str, str] = dict(FormerSlug.objects.values_list("slug", "task__slug"))
        self.levels: dict[str, Level] = {}
        self.areas: dict[str, Area] = {}
        self.titles: dict[str, str] = {}
        for level in Level.objects.all():
            self.levels[str(level.number)] = level
        for area in Area.objects.all():
            self.areas[area.slug] = area
        for task in tasks.values():
            self.titles[task.title] = task.slug

    @cached_property
    def skills(self) -> set[str]:
        """The slugs of skills, read when the first row names any."""
        return set(Skill.objects.values_list("slug", flat=True))
