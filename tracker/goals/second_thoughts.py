"""One change at a time: what the article would have somebody think over before choosing a goal."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from tracker.goals.models import Goal, Path


def second_thoughts(goal: Goal, today: date) -> list[str]:
    """Return reasons to think twice about a goal, in words; none of them forbids it.

    Source: "It's much harder to change companies and roles at the same time", and the author's
    answer in the comments that he would take no job meaning to move on in less than a year.
    """
    reasons = []
    if goal.path == Path.NICHE and goal.level.number == 1:
        reasons.append(
            _(
                "A niche mostly takes you to another company and into a new role at once. The"
                " article calls that much harder than one change: first see whether your own"
                " company has room for you."
            )
        )
    soon = goal.target_date and goal.target_date < today + timedelta(days=365)
    if goal.path == Path.STEPPING_STONE and soon:
        reasons.append(
            _(
                "A stepping-stone role wants at least a year of doing it well before you move on,"
                " and your target date is sooner than that."
            )
        )
    return reasons
