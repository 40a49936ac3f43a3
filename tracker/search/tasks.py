"""The tasks, which are nobody's own: few enough to be read whole, so they have no index."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.journal.totals_models import TaskTally
from tracker.shared.registries.search import Source

TASKS = Source(
    kind="tasks",
    heading=gettext_lazy("Tasks"),
    place=1_000,
    model=Task,
    fields=("title", "summary", "how_to", "why", "evidence", "mistake", "area"),
    about=lambda task: [task.area, task.is_retired and _("retired")],
)


def tasks_for(user: User) -> QuerySet[Task]:
    """Return published tasks, and retired ones that the user has logged."""
    logged = TaskTally.objects.owned_by(user).filter(task=OuterRef("pk"))
    shown = Q(status=Task.Status.PUBLISHED) | Q(status=Task.Status.ARCHIVED) & Exists(logged)
    texts = [name for name in TASKS.body if name != "area"]
    tasks = Task.objects.filter(shown).select_related("area")
    return tasks.only("slug", "title", "status", "area__name", *texts)
