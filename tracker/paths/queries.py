"""Reading the path chooser."""

from dataclasses import dataclass
from itertools import chain

from django_stubs_ext import StrOrPromise

from tracker.accounts.models import User
from tracker.catalogue.guidance.models import PathText
from tracker.catalogue.models import Task
from tracker.goals.models import Goal, Path
from tracker.paths.decision import Answer, Fit, Question, Rule, best, path_warnings, weigh
from tracker.paths.models import PathChoice
from tracker.paths.niches.models import Niche
from tracker.paths.questions import Answered, answered
from tracker.paths.stints.models import Stint
from tracker.paths.texts import COSTS
from tracker.progress.suggestions import STARTERS

FIRST_TASKS = 3
MOST_CHOICES = 20


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that speaks for or against a path, with the fact that it rests on."""

    rule: Rule
    fact: str
    address: str


@dataclass(frozen=True, slots=True)
class PathCard:
    """One path beside the others."""

    path: Path
    # None where its curated text is missing.
    text: PathText | None
    costs: StrOrPromise
    speaks_for: list[Reason]
    against: list[Reason]
    tasks: list[Task]
    is_against_evidence: bool
    # Choosing it asks for a note first.
    is_warned_of: bool
    # It fits best by what is known.
    fits: bool
    # The goal follows it today.
    is_current: bool


@dataclass(frozen=True, slots=True)
class PathsPage:
    questions: list[Answered]
    cards: list[PathCard]
    goal: Goal | None
    choices: list[PathChoice]
    stints: list[Stint]
    niches: list[Niche]

    @property
    def unanswered(self) -> int:
        return sum(row.answer is None for row in self.questions)


def goal_with_path(user: User) -> Goal | None:
    """Return the goal of level 1 that a chosen path changes: the active one, else a paused one."""
    goals = Goal.objects.owned_by(user).open().filter(level__number=1)
    return goals.select_related("level", "owner").order_by("state", "-pk").first()


def paths_page(user: User) -> PathsPage:
    questions = answered(user)
    goal = goal_with_path(user)
    choices = PathChoice.objects.owned_by(user).order_by("-date", "-pk")[:MOST_CHOICES]
    return PathsPage(
        questions=questions,
        cards=_cards(questions, goal.path if goal else ""),
        goal=goal,
        choices=list(choices),
        stints=list(Stint.objects.owned_by(user).for_list()),
        niches=list(Niche.objects.owned_by(user).live().order_by("-pk")),
    )


def card_of(user: User, path: Path) -> PathCard:
    """Return one path alone."""
    goal = goal_with_path(user)
    for card in _cards(answered(user), goal.path if goal else ""):
        if card.path == path:
            return card
    raise KeyError(path)


def answers_of(questions: list[Answered]) -> dict[Question, Answer]:
    """Return the answers that there are."""
    answers = {}
    for row in questions:
        if row.answer:
            answers[row.question] = row.answer
    return answers


def _cards(questions: list[Answered], current: str) -> list[PathCard]:
    facts = {row.question: row for row in questions}
    fits = weigh(answers_of(questions))
    fitting = best(fits)
    tasks = _first_tasks()
    texts = PathText.objects.in_bulk(field_name="slug")
    cards = []
    for fit in fits:
        card = PathCard(
            path=fit.path,
            text=texts.get(fit.path.value),
            costs=COSTS[fit.path],
            speaks_for=_reasons(fit.speaks_for, facts),
            against=_reasons(fit.against, facts),
            tasks=tasks[fit.path],
            is_against_evidence=fit.is_against_evidence,
            is_warned_of=bool(path_warnings(fit)),
            fits=fit is fitting,
            is_current=fit.path == current,
        )
        cards.append(card)
    return cards


def _reasons(rules: list[Rule], facts: dict[Question, Answered]) -> list[Reason]:
    """Return the weightiest first."""
    reasons = []
    for rule in sorted(rules, key=lambda rule: -abs(rule.weight)):
        row = facts[rule.question]
        reasons.append(Reason(rule, row.fact, "" if row.is_own else row.known.address))
    return reasons


def _first_tasks() -> dict[Path, list[Task]]:
    """Return the first steps of each path that are published, three at most."""
    slugs = set(chain.from_iterable(STARTERS.values()))
    published = Task.objects.filter(slug__in=slugs, status=Task.Status.PUBLISHED)
    by_slug = {task.slug: task for task in published.only("slug", "title")}
    tasks = {}
    for path in Path:
        steps = [by_slug[slug] for slug in STARTERS[path] if slug in by_slug]
        tasks[path] = steps[:FIRST_TASKS]
    return tasks


def fit_of(user: User, path: Path) -> Fit:
    """Return how a path fits what is known today."""
    fits = weigh(answers_of(answered(user)))
    return next(fit for fit in fits if fit.path == path)
