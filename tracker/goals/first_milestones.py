"""The milestones with which a first goal begins, by level and, on level 1, by path."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tracker.catalogue.models import Task
from tracker.goals.models import Goal, Milestone, Path

Measure = Milestone.Measure


@dataclass(frozen=True, slots=True)
class FirstMilestone:
    """How a milestone is reached: a number of something that is counted, or ticked by hand.

    `task` is counted by Measure.TASK; of one ticked by hand, it is the task whose entries suggest
    that it is reached.
    """

    title: str | Promise
    measure: str = Measure.BY_HAND
    target: int | None = None
    task: str = ""


def _logged(title: str | Promise, task: str, times: int = 1) -> FirstMilestone:
    return FirstMilestone(title, Measure.TASK, times, task)


TEN_QUOTES = FirstMilestone(_("Ten customer quotes"), Measure.QUOTES, 10)
OF_PATHS = {
    Path.INSIDE: [
        FirstMilestone(_("Five product managers met"), Measure.PMS_MET, 5),
        _logged(_("First customer briefing, in silence"), "sit-in-on-a-customer-briefing"),
        TEN_QUOTES,
        FirstMilestone(_("Back-up PM on one project"), task="offer-to-be-back-up-pm"),
    ],
    Path.NICHE: [
        _logged(_("My niche named in one sentence"), "name-your-niche"),
        _logged(_("The companies that value it listed"), "list-niche-companies"),
        TEN_QUOTES,
        FirstMilestone(_("First talk with a hiring manager of one of them"), task="map-the-hops"),
    ],
    Path.STEPPING_STONE: [
        _logged(_("The role to step on chosen"), "choose-a-stepping-stone"),
        _logged(
            _("Three times beside support or pre-sales"), "sit-with-support-and-pre-sales", times=3
        ),
        TEN_QUOTES,
        FirstMilestone(_("A year of the job done well"), task="do-the-official-job-well"),
    ],
    Path.NO_TEAM: [
        _logged(_("A mentor found"), "find-a-mentor"),
        _logged(
            _("Three times beside support or pre-sales"), "sit-with-support-and-pre-sales", times=3
        ),
        TEN_QUOTES,
        _logged(_("The first feature pitched"), "pitch-a-feature"),
    ],
}
# Levels 2 and 3 begin where product managers are: they have no paths.
OF_LEVELS = {
    2: [
        _logged(_("Six times with a newer product manager"), "mentor-a-newer-pm", times=6),
        _logged(_("A launch led across functions"), "lead-a-cross-functional-launch"),
        _logged(_("A six-quarter view written"), "write-a-six-quarter-view"),
        FirstMilestone(_("Somebody could take over my product"), task="train-your-replacement"),
    ],
    3: [
        _logged(_("Three plans restated in money"), "restate-a-plan-in-money", times=3),
        _logged(_("A company goal traced to products"), "trace-a-goal-to-products"),
        _logged(_("A cut of the portfolio proposed"), "propose-a-portfolio-cut"),
        FirstMilestone(_("Two people who could be directors"), task="build-a-bench"),
    ],
}


def first_milestones(goal: Goal) -> list[Milestone]:
    """Return what stands on the ladder of the first goal of a level, unsaved.

    Where one counts a task that the catalogue has no more, it is ticked by hand.
    """
    chosen = OF_LEVELS.get(goal.level.number, [])
    if goal.level.number == 1:
        chosen = OF_PATHS[Path(goal.path)]
    if goal.owner.company_has_pms is False:
        # Nobody is told to meet product managers where they have said that there are none.
        chosen = [first for first in chosen if first.measure != Measure.PMS_MET]
    slugs = [first.task for first in chosen]
    tasks = {task.slug: task for task in Task.objects.published().filter(slug__in=slugs)}
    milestones = []
    for first in chosen:
        milestone = Milestone(owner=goal.owner, goal=goal, title=str(first.title))
        milestone.task = tasks.get(first.task)
        if first.measure != Measure.TASK or milestone.task:
            milestone.measure, milestone.target = first.measure, first.target
        milestones.append(milestone)
    return milestones
