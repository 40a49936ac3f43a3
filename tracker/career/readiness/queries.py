"""Where somebody stands as a hiring manager sees them: six lenses over what the journal holds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from tracker.accounts.models import User
from tracker.career.readiness.evidence import MOST_READ, Item, evidence_kinds, read_evidence
from tracker.career.readiness.rule import State, state_of
from tracker.catalogue.guidance.models import Lens
from tracker.catalogue.models import Level, Task
from tracker.goals.models import Goal
from tracker.progress.suggestions import WeakLens
from tracker.shared.registries.evidence import EvidenceKind
from tracker.shared.text.ages import Age

LEVELS = (1, 2, 3)
FIRSTS = 2  # weakest lenses that are named before all
AN_HOUR = 3600
SHOWN = 5  # items of a lens that are shown, every kind among them


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many items of a kind there are, in words, and where all of them stand."""

    kind: EvidenceKind
    number: int
    is_more: bool

    def __str__(self) -> str:
        text = str(self.kind.counted % {"number": self.number})
        return _("%(items)s or more") % {"items": text} if self.is_more else text

    @property
    def address(self) -> str:
        return self.kind.list_address()


@dataclass(frozen=True, slots=True)
class LensView:
    """One lens with what answers it; `task` is what to do next, where something fits."""

    text: Lens
    state: State
    counts: list[KindCount]
    # The newest of every kind, then the newest of all; newest first.
    items: list[Item]
    fresh: int
    newest: date | None
    task: Task | None = None

    @property
    def number(self) -> int:
        return sum(count.number for count in self.counts)

    @property
    def weakness(self) -> tuple[int, int]:
        """What sorts the weakest first."""
        return (self.state, self.fresh)

    @property
    def summary(self) -> str:
        """How much there is and how fresh it is, in a sentence."""
        if self.newest is None:
            return _("Nothing answers it yet.")
        if not self.fresh:
            text = _("%(items)s. Nothing of it is fresh.")
        elif self.state == State.THIN:
            text = _("%(items)s. That is not much yet.")
        else:
            text = _("%(items)s.")
        return text % {"items": ", ".join(map(str, self.counts))}


@dataclass(frozen=True, slots=True)
class Readiness:
    """Six lenses for one level."""

    level: Level
    # Levels that an active goal wants, to choose among; empty without a goal.
    levels: list[Level]
    goal: Goal | None
    lenses: list[LensView]  # weakest first

    @property
    def firsts(self) -> list[LensView]:
        """The two weakest, as far as they are not strong."""
        return [lens for lens in self.lenses if lens.state != State.STRONG][:FIRSTS]


def readiness(user: User, asked_level: int | None = None) -> Readiness:
    """Read all six lenses for the level that is asked for, else for that of the first goal."""
    goals = Goal.objects.owned_by(user).active().select_related("level").order_by("level__number")
    by_level = {goal.level.number: goal for goal in goals}
    number = asked_level if asked_level in LEVELS else min(by_level, default=1)
    goal = by_level.get(number)
    level = goal.level if goal else Level.objects.get(number=number)
    texts = list(Lens.objects.of_level(number))
    tasks = _tasks(user, texts, goal)
    evidence = read_evidence(user)
    lenses = [_lens(user, text, evidence) for text in texts]
    return Readiness(
        level=level,
        levels=[goal.level for goal in by_level.values()],
        goal=goal,
        lenses=_with_tasks(sorted(lenses, key=lambda lens: lens.weakness), tasks),
    )


def weakest_lens(user: User, level: int) -> WeakLens | None:
    """Return the weakest of a level's lenses; None where all are strong, or nothing is there yet.

    It is read again once an hour, not after each write: which lens is thinnest changes slowly, and
    This week, where it decides what to try next, is made anew with every entry.
    """
    key = f"weakest-lens:{user.pk}:{level}:{user.today:%Y-%m-%d}"
    # In a list: a cache takes None for nothing.
    kept: Any = cache.get_or_set(key, lambda: [_weakest(user, level)], AN_HOUR)
    weakest: WeakLens | None = kept[0]
    return weakest


def _weakest(user: User, level: int) -> WeakLens | None:
    evidence = read_evidence(user)
    if not any(evidence.values()):
        return None  # the first steps of the path come first
    lenses = [_lens(user, text, evidence) for text in Lens.objects.of_level(level)]
    weakest = min(lenses, key=lambda lens: lens.weakness, default=None)
    if weakest is None or weakest.state == State.STRONG:
        return None
    return WeakLens(weakest.text.name, weakest.text.task_slugs)


def _lens(user: User, text: Lens, evidence: dict[str, list[Item]]) -> LensView:
    counts: list[KindCount] = []
    items: list[Item] = []
    for kind in evidence_kinds():
        if text.slug in kind.lenses and evidence[kind.name]:
            counts.append(_count(user, kind, evidence[kind.name]))
            items += evidence[kind.name]
    fresh = sum(item.age == Age.FRESH for item in items)
    number = sum(count.number for count in counts)
    return LensView(
        text=text,
        state=state_of(number, len(counts), fresh),
        counts=counts,
        items=_shown(items),
        fresh=fresh,
        newest=max((item.day for item in items), default=None),
    )


def _count(user: User, kind: EvidenceKind, items: list[Item]) -> KindCount:
    if kind.total:
        return KindCount(kind, max(kind.total(user), len(items)), is_more=False)
    return KindCount(kind, len(items), is_more=len(items) == MOST_READ)


def _shown(items: list[Item]) -> list[Item]:
    """Choose which stand on the page: the newest of every kind first, so that none hides another.

    `items` come kind by kind, each newest first.
    """
    firsts: dict[str, Item] = {}
    others: list[Item] = []
    for item in items:
        if firsts.setdefault(item.kind.name, item) is not item:
            others.append(item)
    room = max(SHOWN - len(firsts), 0)
    chosen = [*firsts.values(), *_newest_first(others)[:room]]
    return _newest_first(chosen)


def _newest_first(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (item.day, item.key), reverse=True)


def _tasks(user: User, texts: list[Lens], goal: Goal | None) -> dict[str, Task]:
    """Read what the lenses may name as next on the goal's path, with what the user did of it."""
    slugs: set[str] = set()
    for text in texts:
        slugs |= set(text.task_slugs)
    tasks = Task.objects.published().filter(slug__in=slugs).with_own(user)
    tasks = tasks.suited_to(goal.path) if goal else tasks
    return {task.slug: task for task in tasks.only("slug", "title", "effort", "cadence")}


def _with_tasks(lenses: list[LensView], tasks: dict[str, Task]) -> list[LensView]:
    """Give each its next task; one that a weaker lens has is left to that."""
    free = dict(tasks)
    with_tasks = []
    for lens in lenses:
        task = _next_task(lens.text, free) or _next_task(lens.text, tasks)
        if task:
            free.pop(task.slug, None)
        with_tasks.append(replace(lens, task=task))
    return with_tasks


def _next_task(text: Lens, tasks: dict[str, Task]) -> Task | None:
    """Return the first that was never done, else what was done longest ago and may be repeated."""
    known = [tasks[slug] for slug in text.task_slugs if slug in tasks]
    for task in known:
        if task.last_on is None:  # type: ignore[attr-defined]
            return task
    again = [task for task in known if task.cadence != Task.Cadence.ONCE]
    return min(again, key=lambda task: task.last_on, default=None)  # type: ignore[attr-defined]
