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
    """A record by its title, and where it is edited."""

    title: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Finding:
    """Records that want a look, with the reason they share."""

    reason: str
    records: list[Pointer]


@dataclass(frozen=True)
class Usage:
    """One task and its figure, over at least five people."""

    title: str
    slug: str
    people: int
    number: int


@dataclass(frozen=True)
class Quality:
    levels: list[Level]
    areas: list[tuple[Area, list[int]]]  # published tasks, a figure a level
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
    published: Counter[tuple[int, int]] = Counter()
    totals = dict.fromkeys((level.pk for level in levels), 0)
    for task in tasks:
        if task.status == Task.Status.PUBLISHED:
            published[task.area_id, task.level_id] += 1
            totals[task.level_id] += 1
    areas = []
    for area in Area.objects.all():
        areas.append((area, [published[area.pk, level.pk] for level in levels]))
    return Quality(
        levels,
        areas,
        list(totals.values()),
        Suggestion.objects.waiting().count(),
        _findings(tasks),
        cache.get_or_set("curation:usage", _usage, FRESH_FOR) or [],
    )


def _findings(tasks: list[Task]) -> list[Finding]:
    """Return the reasons for which there are any records."""
    records: dict[str, list[Any]] = {
        _("Drafts"): [],
        _("No evidence prompt"): [],
        _("No source line"): [],
        _("Titles that say nearly the same"): near_duplicates(tasks),
        _("Links that did not answer"): _with_dead_links(),
    }
    for task in tasks:
        if task.status == Task.Status.DRAFT:
            records[_("Drafts")].append(task)
        if not task.evidence.strip():
            records[_("No evidence prompt")].append(task)
        if not task.source_phrase.strip():
            records[_("No source line")].append(task)
    findings = []
    for reason, those in records.items():
        if those:
            findings.append(Finding(reason, [_pointer(record) for record in those]))
    return findings


def _with_dead_links() -> list[Resource]:
    live = Resource.objects.exclude(status=Task.Status.ARCHIVED)
    return list(live.exclude(link_problem=""))


def _pointer(record: Task | Resource) -> Pointer:
    url = reverse(f"admin:tracker_{record._meta.model_name}_change", args=[record.pk])
    return Pointer(record.title, url, getattr(record, "link_problem", ""))


def near_duplicates(tasks: Iterable[Task]) -> list[Task]:
    """Return tasks of which another has most of the words that matter, whatever their order."""
    words: dict[Task, frozenset[str]] = {}
    tasks_with: dict[str, list[Task]] = {}
    for task in tasks:
        words[task] = frozenset(stems(task.title))
        for word in words[task]:
            tasks_with.setdefault(word, []).append(task)
    duplicates: dict[Task, None] = {}
    for task, own in words.items():
        for other in _sharing_a_rare_word(task, own, tasks_with):
            if len(own & words[other]) >= ALIKE * len(own | words[other]):
                duplicates |= {task: None, other: None}
    return list(duplicates)


def _sharing_a_rare_word(
    task: Task, own: frozenset[str], tasks_with: dict[str, list[Task]]
) -> set[Task]:
    """Return others that may be alike: those share most words, so one of the rarer half."""
    rare = sorted(own, key=lambda word: len(tasks_with[word]))[: len(own) // 2 + 1]
    others: set[Task] = set()
    for word in rare:
        others.update(tasks_with[word])
    return others - {task}


def _usage() -> list[tuple[str, list[Usage]]]:
    tallies = TaskTally.objects.all()
    quotes = Quote.objects.live().filter(activity__task__isnull=False)
    left = tallies.filter(_left_behind())
    people, quoting = Count("owner"), Count("owner", distinct=True)
    lists = {
        _("Most logged"): _most(tallies, "task", people=people, number=Sum("times")),
        _("Most quoted"): _most(quotes, "activity__task", people=quoting, number=Count("pk")),
        _("Most often left after one go"): _most(left, "task", people=people, number=people),
    }
    return [(name, rows) for name, rows in lists.items() if rows]


def _left_behind() -> Q:
    """Return the condition: logged once, more than two rounds ago, and the task comes round."""
    today = timezone.now().date()
    left = Q(pk__in=[])
    for cadence, days in Task.CADENCE_DAYS.items():
        left |= Q(task__cadence=cadence, last_on__lt=today - timedelta(days=2 * days))
    return left & Q(times=1)


def _most(rows: Any, task: str, **figures: Any) -> list[Usage]:
    grouped = rows.values_list(f"{task}__title", f"{task}__slug").annotate(**figures)
    enough = grouped.filter(people__gte=FEWEST_PEOPLE).order_by("-number", f"{task}__title")
    return [Usage(*row) for row in enough[:LONGEST_LIST]]
