"""Which three tasks to try next, each with its reason. Plain rules, the same for the same data."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain

from django.db.models import F, FilteredRelation, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import User
from tracker.catalogue.models import Task
from tracker.goals.models import Goal, Path
from tracker.people.models import Person
from tracker.people.steps import next_step
from tracker.recommendations.models import Recommendation, RecommendationState

# First steps of each path of level 1, by slug; one that a curator retired is passed over.
STARTERS = {
    Path.INSIDE: [
        "meet-every-product-manager",
        "say-you-are-interested",
        "sit-in-on-a-customer-briefing",
        "review-a-spec",
    ],
    Path.NICHE: ["name-your-niche", "list-niche-companies", "map-the-hops"],
    Path.STEPPING_STONE: [
        "choose-a-stepping-stone",
        "sit-with-support-and-pre-sales",
        "do-the-official-job-well",
    ],
    Path.NO_TEAM: ["find-a-mentor", "read-about-the-role", "sit-with-support-and-pre-sales"],
}
NUMBER = 3
# The task with which a recommendation of each outcome is written and sent.
RECOMMENDATION_TASKS = {
    Recommendation.Outcome.SALES: "recommend-how-to-improve-sales",
    Recommendation.Outcome.MARKETS: "recommend-a-new-market",
    Recommendation.Outcome.EXPERIENCE: "recommend-a-user-experience-fix",
    Recommendation.Outcome.SUPPORT: "recommend-how-to-streamline-support",
}


@dataclass(frozen=True, slots=True)
class SuggestedTask:
    task: Task
    reason: str


@dataclass(frozen=True, slots=True)
class WeakLens:
    """The thinnest lens of Readiness, and what to do next for it, the first first."""

    name: str
    task_slugs: list[str]


def suggest(
    user: User,
    goals: list[Goal],
    but: Collection[int] = (),
    waiting: Iterable[Person] = (),
    weakest: WeakLens | None = None,
) -> list[SuggestedTask]:
    """Choose at most three tasks of the active goals' levels (of level 1 without a goal).

    `but` are tasks, by primary key, that are planned already; `waiting` are people whose
    next talk is due; `weakest` is the lens through which a hiring manager sees least.
    """
    levels = {goal.level.number for goal in goals} or {1}
    annotated = (
        Task.objects.for_suggestions()
        .filter(level__number__in=levels)
        .annotate(
            own_tally=FilteredRelation("tallies", condition=Q(tallies__owner=user)),
            last_on=F("own_tally__last_on"),
            # The same on every row, and read with them: This week has no query to spare.
            recommendation=_waiting_recommendation(user),
        )
    )
    tasks: list[Task] = []
    last_on: dict[int, date] = {}  # by task: when this user logged it last
    for task in annotated:
        if task.area.slug != "think-twice" and task.pk not in but and _is_suited(task, goals):
            tasks.append(task)
            if task.last_on:  # type: ignore[attr-defined]
                last_on[task.pk] = task.last_on  # type: ignore[attr-defined]
    candidates = chain(
        _with_people(waiting, tasks),
        _with_recommendation(tasks),
        _for_lens(weakest, tasks, last_on),
        _candidates(user, goals, tasks, last_on),
    )
    return _first_of(candidates)


def _first_of(candidates: Iterable[SuggestedTask]) -> list[SuggestedTask]:
    """Return as many as are shown, each task once."""
    chosen: dict[int, SuggestedTask] = {}
    for suggestion in candidates:
        chosen.setdefault(suggestion.task.pk, suggestion)
        if len(chosen) == NUMBER:
            break
    return list(chosen.values())


def _is_suited(task: Task, goals: list[Goal]) -> bool:
    """Say whether a task of level 1, which alone has paths, may be done on that of a goal."""
    firsts = [goal for goal in goals if goal.level.number == 1]
    paths = [goal.path for goal in firsts if goal.level_id == task.level_id]
    return not paths or any(map(task.is_suited_to, paths))


def _by_slug(tasks: list[Task]) -> dict[str, Task]:
    return {task.slug: task for task in tasks}


def _with_people(waiting: Iterable[Person], tasks: list[Task]) -> Iterator[SuggestedTask]:
    """Suggest the next step with the first person who is due on the map of the PM team."""
    by_slug = _by_slug(tasks)
    for person in waiting:
        step = next_step(person)
        if step and (task := by_slug.get(step.task)):
            text = _("%(name)s is due, and this is the next step with them.")
            yield SuggestedTask(task, text % {"name": person.name})
            return


def _waiting_recommendation(user: User) -> Subquery:
    """Select the recommendation that waits longest for its next step."""
    waiting = Recommendation.objects.owned_by(user).waiting(user.today).order_by("created_at", "pk")
    shown = JSONObject(title="title", state="state", outcome="outcome")
    return Subquery(waiting.values_list(shown)[:1])


def _with_recommendation(tasks: list[Task]) -> Iterator[SuggestedTask]:
    """Suggest a recommendation that was never sent, or that nobody has answered."""
    recommendation = getattr(tasks[0], "recommendation", None) if tasks else None
    by_slug = _by_slug(tasks)
    if recommendation and (task := by_slug.get(RECOMMENDATION_TASKS[recommendation["outcome"]])):
        text = _("“%(title)s” was sent over two weeks ago, and no answer is noted.")
        if recommendation["state"] == RecommendationState.DRAFT:
            text = _("“%(title)s” is a draft with its quotes, and has not been sent.")
        yield SuggestedTask(task, text % {"title": recommendation["title"]})


def _for_lens(
    weakest: WeakLens | None, tasks: list[Task], last_on: dict[int, date]
) -> Iterator[SuggestedTask]:
    """Suggest one task for the thinnest lens, one that was never done before any other."""
    by_slug = _by_slug(tasks)
    slugs = weakest.task_slugs if weakest else []
    known = [by_slug[slug] for slug in slugs if slug in by_slug]
    untried = [task for task in known if task.pk not in last_on]
    again = [task for task in known if task.cadence != Task.Cadence.ONCE]
    if weakest and (task := next(iter(untried or again), None)):
        reason = _("“%(lens)s” is where a hiring manager sees least of you.")
        yield SuggestedTask(task, reason % {"lens": weakest.name})


def _candidates(
    user: User, goals: list[Goal], tasks: list[Task], last_on: dict[int, date]
) -> Iterator[SuggestedTask]:
    """Yield the best first: the path's first steps, the most overdue, untouched areas, the rest."""
    untried = [task for task in tasks if task.pk not in last_on]
    yield from _first_steps(goals, untried)
    yield from _most_overdue(user, tasks, last_on)
    yield from _untouched_areas(tasks, untried, last_on)
    for task in untried:
        yield SuggestedTask(task, _("You have not tried this one yet."))
    yield from _longest_ago(user, tasks, last_on)


def _first_steps(goals: list[Goal], untried: list[Task]) -> Iterator[SuggestedTask]:
    by_slug = _by_slug(untried)
    for goal in goals:
        if goal.level.number != 1:
            continue
        for slug in STARTERS[Path(goal.path)]:
            if task := by_slug.get(slug):
                reason = _("A first step on your path: %(path)s.")
                yield SuggestedTask(task, reason % {"path": goal.get_path_display()})


def _most_overdue(
    user: User, tasks: list[Task], last_on: dict[int, date]
) -> Iterator[SuggestedTask]:
    """Suggest the task that waits longest past its cadence, if any does."""
    most_overdue: Task | None = None
    most_late = 1.0  # in cadences
    for task in sorted(tasks, key=lambda task: task.pk):
        cadence, last = Task.CADENCE_DAYS.get(task.cadence), last_on.get(task.pk)
        if cadence and last and (user.today - last).days / cadence > most_late:
            most_overdue, most_late = task, (user.today - last).days / cadence
    if most_overdue:
        days = (user.today - last_on[most_overdue.pk]).days
        reason = _("Meant %(cadence)s; not done for %(long)s.")
        values = {"cadence": most_overdue.get_cadence_display(), "long": _in_words(days)}
        yield SuggestedTask(most_overdue, reason % values)


def _longest_ago(
    user: User, tasks: list[Task], last_on: dict[int, date]
) -> Iterator[SuggestedTask]:
    """Suggest, once everything is tried, what was not done for longest and may be done again."""
    tried = [task for task in tasks if task.pk in last_on and task.cadence != Task.Cadence.ONCE]
    for task in sorted(tried, key=lambda task: (last_on[task.pk], task.pk)):
        days = (user.today - last_on[task.pk]).days
        yield SuggestedTask(task, _("Not done for %(long)s.") % {"long": _in_words(days)})


def _in_words(days: int) -> str:
    """Return a length of time as one would say it: days up to a fortnight, then weeks."""
    if days < 14:
        return ngettext("%(number)d day", "%(number)d days", days) % {"number": days}
    return ngettext("%(number)d week", "%(number)d weeks", days // 7) % {"number": days // 7}


def _untouched_areas(
    tasks: list[Task], untried: list[Task], last_on: dict[int, date]
) -> Iterator[SuggestedTask]:
    touched = {task.area_id for task in tasks if task.pk in last_on}
    for task in untried:
        if task.area_id not in touched:
            touched.add(task.area_id)
            reason = _("You have nothing under “%(area)s” yet.")
            yield SuggestedTask(task, reason % {"area": task.area.name})
