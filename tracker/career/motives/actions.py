"""What happens to motive notes and fit verdicts beyond saving a form."""

from tracker.career.models import FitVerdict, MotiveNote


def delete(row: MotiveNote | FitVerdict) -> None:
    """Take a note or a verdict out of every page, for 30 days with undo."""
    row.soft_delete()


def restore(row: MotiveNote | FitVerdict) -> None:
    row.restore()
