"""One change at a time: what the article would have somebody think over before choosing a goal."""

from datetime import timedelta

from tracker.accounts.models import User
from tracker.goals.models import Goal, Path
from tracker.warnings.kinds import WarningKind


def second_thoughts(goal: Goal, user: User) -> list[WarningKind]:
    """Return what to think twice about in a goal of `user`; none of it forbids the goal."""
    warnings = []
    if goal.path == Path.NICHE and goal.level.number == 1:
        warnings.append(WarningKind.DOUBLE_CHANGE)
    soon = goal.target_date and goal.target_date < user.today + timedelta(days=365)
    if goal.path == Path.STEPPING_STONE and soon:
        warnings.append(WarningKind.SHORT_STINT)
    if goal.path == Path.INSIDE and goal.level.number == 1 and user.company_has_pms is False:
        warnings.append(WarningKind.NO_PMS)
    return warnings
