"""The state of the catalogue at a glance, for the admin's front page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.catalogue.models import Area, Level, Resource, Task
from tracker.journal.models import Quote
from tracker.journal.totals_models import TaskTally
from tracker.suggestions.models import Suggestion
from tracker.suggestions.queries import stems

# Fewer people than this could be told apart, so nothing is counted over them.
FEWEST_PEOPLE = 5
LONGEST_LIST = 5
FRESH_FOR = 600  # seconds for which the counts over everybody are kept
ALIKE = 0.6  # shared words ÷ all words of two titles


@dataclass(frozen=True)
class Pointer:
    """A card by its title, and where it is edited."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Finding:
    """Cards that want a look, with the reason they share."""

    reason: str
    cards: list[Pointer]


@dataclass(frozen=True)
class Usage:
    """One card and its figure, over at least five people."""

    title: str
    slug: str
    people: int
    number: int


@dataclass(frozen=True)
class Quality:
    levels: list[Level]
    areas: list[tuple[Area, list[int]]]  # published cards, a figure a level
    totals: list[int]
    waiting: int
    findings: list[Finding]
    usage: list[tuple[str, list[Usage]]]


def quality() -> Quality:
    levels = list(Level.objects.all())
    tasks = list(
        Task.objects.exclude(status=Task.Status.ARCHIVED).only(
            "slug", "title", "status", "evidence", "source_phrase", "level_id", "area_id"
        )
    )
    published = [task for task in tasks if task.status == Task.Status.PUBLISHED]
    counts = Counter((task.area_id, task.level_id) for task in published)
    return Quality(
        levels,
        [(area, [counts[area.pk, level.pk] for level in levels]) for area in Area.objects.all()],
        [sum(task.level_id == level.pk for task in published) for level in levels],
        Suggestion.objects.waiting().count(),
        [finding for finding in _findings(tasks) if finding.cards],
        cache.get_or_set("curation:usage", _usage, FRESH_FOR) or [],
    )


def _findings(tasks: list[Task]) -> list[Finding]:
    dead = Resource.objects.exclude(status=Task.Status.ARCHIVED).exclude(link_problem="")
    found: dict[str, Iterable[Task | Resource]] = {
        _("Drafts"): [task for task in tasks if task.status == Task.Status.DRAFT],
        _("No evidence prompt"): [task for task in tasks if not task.evidence.strip()],
        _("No source line"): [task for task in tasks if not task.source_phrase.strip()],
        _("Titles that say nearly the same"): alike(tasks),
        _("Links that did not answer"): dead,
    }
    return [Finding(reason, [_pointer(card) for card in cards]) for reason, cards in found.items()]


def _pointer(card: Task | Resource) -> Pointer:
    url = reverse(f"admin:tracker_{card._meta.model_name}_change", args=[card.pk])
    return Pointer(card.title, url, getattr(card, "link_problem", ""))


def alike(tasks: Iterable[Task]) -> list[Task]:
    """The cards of which another has most of the words that matter, whatever their order."""
    words = {task: frozenset(stems(task.title)) for task in tasks}
    having: dict[str, list[Task]] = {}
    for task, own in words.items():
        for word in own:
            having.setdefault(word, []).append(task)
    found: dict[Task, None] = {}
    for task, own in words.items():
        # Alike titles share most words, so they share one of the rarer half.
        rare = sorted(own, key=lambda word: len(having[word]))[: len(own) // 2 + 1]
        for other in {other for word in rare for other in having[word]} - {task}:
            if len(own & words[other]) >= ALIKE * len(own | words[other]):
                found |= {task: None, other: None}
    return list(found)


def _usage() -> list[tuple[str, list[Usage]]]:
    tallies = TaskTally.objects.all()
    quotes = Quote.objects.live().filter(activity__task__isnull=False)
    lists = [
        (_("Most logged"), _most(tallies, "task", people=Count("owner"), number=Sum("times"))),
        (
            _("Most quoted"),
            _most(
                quotes,
                "activity__task",
                people=Count("owner", distinct=True),
                number=Count("pk"),
            ),
        ),
        (
            _("Most often left after one go"),
            _most(
                tallies.filter(_left_behind()), "task", people=Count("owner"), number=Count("owner")
            ),
        ),
    ]
    return [(name, rows) for name, rows in lists if rows]


def _left_behind() -> Q:
    """Logged once, although the task comes round, and more than two rounds ago."""
    today = timezone.now().date()
    left = Q(pk__in=[])
    for cadence, days in Task.CADENCE_DAYS.items():
        left |= Q(task__cadence=cadence, last_on__lt=today - timedelta(days=2 * days))
    return left & Q(times=1)


def _most(rows: Any, task: str, **figures: Any) -> list[Usage]:
    grouped = rows.values_list(f"{task}__title", f"{task}__slug").annotate(**figures)
    enough = grouped.filter(people__gte=FEWEST_PEOPLE).order_by("-number", f"{task}__title")
    return [Usage(*row) for row in enough[:LONGEST_LIST]]
