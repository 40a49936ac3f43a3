"""What was learned in an activity and is no lesson yet."""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from tracker.accounts.models import User
from tracker.journal.models import Activity, ActivityQuerySet
from tracker.lessons.models import Lesson

MOST_WAITING = 20
# What is older is no news, and a year bounds the search where every activity has its lesson.
LOOK_BACK = timedelta(days=365)


def waiting_activities(user: User) -> ActivityQuerySet:
    """Return the newest of a year with a lesson in their text and no standing lesson of it."""
    lessons = Lesson.objects.owned_by(user).live().filter(activity_id=OuterRef("pk"))
    activities = Activity.objects.owned_by(user).live().exclude(lesson="")
    waiting = activities.filter(~Exists(lessons), date__gte=user.today - LOOK_BACK)
    return waiting.select_related("task").order_by("-date", "-pk")[:MOST_WAITING]
