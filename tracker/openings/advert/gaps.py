"""Which tasks would fill what an advert asks for and one cannot show."""

from dataclasses import dataclass

from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.openings.advert.models import AdvertLine

MOST_TASKS = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """A line that a hiring manager would miss, and the tasks that work on it."""

    line: AdvertLine
    tasks: list[Task]


def tasks_for(user: User, missed: list[AdvertLine]) -> list[Gap]:
    """Return each line with two tasks at most, those that the user has done least first."""
    return [Gap(line, []) for line in missed]
