"""What happens to a lesson beyond saving a form."""

from django.utils import timezone

from tracker.lessons.models import UNDO_FOR, Lesson


def delete(lesson: Lesson) -> None:
    """Take a lesson out of every page, for 30 days with undo. Its entry stays as it is."""
    lesson.deleted_at = timezone.now()
    lesson.save(update_fields=["deleted_at"])


def restore(lesson: Lesson) -> None:
    lesson.deleted_at = None
    lesson.save(update_fields=["deleted_at"])


def purge_deleted() -> int:
    """Remove for good what was deleted over 30 days ago; returns the number of lessons."""
    return Lesson.objects.filter(deleted_at__lte=timezone.now() - UNDO_FOR).delete()[0]
