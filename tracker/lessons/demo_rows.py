from tracker.accounts.models import User
from tracker.journal.models import Activity
from tracker.lessons.models import Lesson
from tracker.shared.registries.demo import Rows

PLACE = 80


def load(persona: User, rows: Rows) -> None:
    """Make what she learned from entries, which are known by their titles."""
    for row in rows["lesson"]:
        activity = Activity.objects.owned_by(persona).get(title=row.pop("entry"))
        Lesson.objects.create(owner=persona, activity=activity, date=activity.date, **row)
