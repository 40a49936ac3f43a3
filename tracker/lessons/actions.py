"""What happens to a lesson beyond saving a form."""

from tracker.lessons.models import Lesson


def delete(lesson: Lesson) -> None:
    """Take a lesson out of every page, for 30 days with undo. Its activity stays as it is."""
    lesson.soft_delete()


def restore(lesson: Lesson) -> None:
    lesson.restore()
