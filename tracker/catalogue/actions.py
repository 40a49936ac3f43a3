"""Bringing the shipped content into the database without touching what a curator changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from tracker.catalogue import shipped
from tracker.catalogue.models import Area, FormerSlug, Level, Task


@dataclass
class Report:
    """What a load did: the cards it added and kept as they are, by slug.

    `differing` names for each kept card the fields that are not as shipped; `clashing` are shipped
    cards that were not added because a curator's card has their title.
    """

    added: list[str] = field(default_factory=list)
    differing: dict[str, list[str]] = field(default_factory=dict)
    clashing: list[str] = field(default_factory=list)


@transaction.atomic
def load_catalogue() -> Report:
    """Add the shipped levels, areas and cards that are not there; change none that is.

    A card that is there stays as it is, edited, moved, archived or not.
    """
    frame = shipped.frame()
    for row in frame["level"]:
        Level.objects.get_or_create(number=row["number"], defaults=row)
    for position, row in enumerate(frame["area"]):
        Area.objects.get_or_create(slug=row["slug"], defaults={**row, "position": position})

    report = Report()
    areas = {area.slug: area for area in Area.objects.all()}
    present = {task.slug: task for task in Task.objects.select_related("level", "area")}
    for former in FormerSlug.objects.select_related("task__level", "task__area"):
        present.setdefault(former.slug, former.task)
    titles = {task.title for task in present.values()}
    for level in Level.objects.filter(number__in=[row["number"] for row in frame["level"]]):
        for position, (area, card) in enumerate(shipped.cards(level.number)):
            values = {**card, "level": level, "area": areas[area], "status": Task.Status.PUBLISHED}
            task = present.get(card["slug"])
            if task is None and card["title"] in titles:
                report.clashing.append(card["slug"])
            elif task is None:
                Task.objects.create(**values, position=position)
                report.added.append(card["slug"])
            elif changed := [name for name in values if getattr(task, name) != values[name]]:
                report.differing[task.slug] = changed
    return report


@transaction.atomic
def set_status(tasks: Iterable[Task], status: Task.Status) -> int:
    """Publish, archive or take back tasks, one by one so that each has it in its history.

    Returns how many changed.
    """
    changed = [task for task in tasks if task.status != status]
    for task in changed:
        task.status = status
        task.save(update_fields=["status"])
    return len(changed)


@transaction.atomic
def rename(task: Task, former: str) -> None:
    """Save a task whose slug was `former`; the old address goes on leading to it."""
    task.save()
    FormerSlug.objects.filter(slug=task.slug).delete()
    FormerSlug.objects.get_or_create(slug=former, defaults={"task": task})
