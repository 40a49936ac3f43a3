"""Finding what was learned in entries and is no lesson yet."""

from django.db.models import Exists, OuterRef

from tracker.accounts.models import User
from tracker.journal.models import Activity, ActivityQuerySet
from tracker.lessons.models import Lesson

MOST_WAITING = 20


def waiting_entries(user: User) -> ActivityQuerySet:
    """The newest entries with a lesson in their text of which no standing lesson was made."""
    made = Lesson.objects.owned_by(user).live().filter(activity_id=OuterRef("pk"))
    said = Activity.objects.owned_by(user).live().exclude(lesson="").filter(~Exists(made))
    return said.select_related("task").order_by("-date", "-pk")[:MOST_WAITING]
