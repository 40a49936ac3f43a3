"""A goal as a ladder: its milestones with how far each is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from tracker.accounts.models import User
from tracker.goals.models import Goal, Milestone

Measure = Milestone.Measure

PROGRESS = {
    Measure.QUOTES: _("%(count)d of %(target)d customer quotes"),
    Measure.ACTIVITIES: _("%(count)d of %(target)d activities"),
    Measure.POINTS: _("%(count)d of %(target)d points"),
    Measure.PMS_MET: _("%(count)d of %(target)d product managers met"),
    Measure.TASK: _("%(count)d of %(target)d entries"),
}


@dataclass(frozen=True, slots=True)
class LadderStep:
    milestone: Milestone
    # How many there are of what is counted; None where it is ticked by hand.
    count: int | None
    is_done: bool
    # The lowest one not reached: where the climber stands.
    is_next: bool
    # None also where that is not known, or nobody asked.
    reached_on: date | None = None

    @property
    def progress(self) -> str:
        """How far it is, in words; "" where it is ticked by hand."""
        if self.count is None:
            return ""
        values = {"count": self.count, "target": self.milestone.target}
        return str(PROGRESS[Measure(self.milestone.measure)]) % values


@dataclass(frozen=True, slots=True)
class Ladder:
    goal: Goal
    # Top first, as a ladder stands.
    steps: list[LadderStep]

    @property
    def next_step(self) -> LadderStep | None:
        """The lowest one not reached; None where there is none."""
        for step in self.steps:
            if step.is_next:
                return step
        return None

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)


def ladders(
    user: User, goals: Iterable[Goal], reached: Mapping[int, date] | None = None
) -> list[Ladder]:
    """Return a ladder for each goal (from `with_milestones`); all the user ever logged counts.

    `reached` are the days of `tracker.goals.reached`, by milestone, where they are shown.
    """
    return [Ladder(goal, _steps(user, goal, reached or {})) for goal in goals]


def _steps(user: User, goal: Goal, reached: Mapping[int, date]) -> list[LadderStep]:
    steps: list[LadderStep] = []
    found_next = False
    for milestone in goal.live_milestones:
        count = milestone.count(user)
        done = milestone.is_reached_by(count)
        is_next = not done and not found_next
        found_next = found_next or is_next
        day = (milestone.done_on or reached.get(milestone.pk)) if done else None
        steps.append(LadderStep(milestone, count, done, is_next, day))
    return steps[::-1]
