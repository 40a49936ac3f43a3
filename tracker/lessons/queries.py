"""Finding what was learned in entries and is no lesson yet."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from tracker.accounts.models import User
from tracker.journal.models import Activity, ActivityQuerySet
from tracker.lessons.models import Lesson

MOST_WAITING = 20
# What is older is no news; and a year bounds the search where every entry has its lesson already.
LOOK_BACK = timedelta(days=365)


def waiting_entries(user: User) -> ActivityQuerySet:
    """The newest entries of a year with a lesson in their text and no standing lesson of it."""
    made = Lesson.objects.owned_by(user).live().filter(activity_id=OuterRef("pk"))
    said = Activity.objects.owned_by(user).live().exclude(lesson="").filter(~Exists(made))
    said = said.filter(date__gte=user.today - LOOK_BACK)
    return said.select_related("task").order_by("-date", "-pk")[:MOST_WAITING]
