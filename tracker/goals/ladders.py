"""A goal as a ladder: its milestones with how far each is."""

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.accounts.models import User
from tracker.goals.models import Goal, Milestone


@dataclass(frozen=True, slots=True)
class LadderStep:
    milestone: Milestone
    # How many there are of what is counted; None where it is ticked by hand.
    count: int | None
    is_done: bool
    # The lowest one not reached: where the climber stands.
    is_next: bool


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


def ladders(user: User, goals: Iterable[Goal]) -> list[Ladder]:
    """Return a ladder for each goal (from `with_milestones`); all the user ever logged counts."""
    sums: dict[str, int] = {
        Milestone.Measure.POINTS: user.points,
        Milestone.Measure.ACTIVITIES: user.activity_count,
        Milestone.Measure.QUOTES: user.quote_count,
    }
    return [Ladder(goal, _steps(goal, sums)) for goal in goals]


def _steps(goal: Goal, sums: dict[str, int]) -> list[LadderStep]:
    steps: list[LadderStep] = []
    found_next = False
    for milestone in goal.live_milestones:
        count = sums.get(milestone.measure)
        done = bool(milestone.done_on) if count is None else count >= (milestone.target or 0)
        is_next = not done and not found_next
        found_next = found_next or is_next
        steps.append(LadderStep(milestone, count, done, is_next))
    return steps[::-1]
