"""Bringing the shipped content into the database without touching what a curator changed."""

from dataclasses import dataclass, field

from django.db import transaction

from tracker.catalogue import shipped
from tracker.catalogue.models import Area, Level, Task


@dataclass
class Report:
    """What a load did: slugs of the cards it added, and per kept card the fields that differ."""

    added: list[str] = field(default_factory=list)
    differing: dict[str, list[str]] = field(default_factory=dict)


@transaction.atomic
def load_catalogue() -> Report:
    """Add the shipped levels, areas and cards that are not there; change none that is.

    A card that is there stays as it is, edited, moved, archived or not: the report names the
    fields in which it differs from what this release ships.
    """
    frame = shipped.frame()
    for row in frame["level"]:
        Level.objects.get_or_create(number=row["number"], defaults=row)
    for position, row in enumerate(frame["area"]):
        Area.objects.get_or_create(slug=row["slug"], defaults={**row, "position": position})

    report = Report()
    areas = {area.slug: area for area in Area.objects.all()}
    present = {task.slug: task for task in Task.objects.all()}
    for level in Level.objects.filter(number__in=[row["number"] for row in frame["level"]]):
        for position, (area, card) in enumerate(shipped.cards(level.number)):
            if task := present.get(card["slug"]):
                if changed := [name for name in card if getattr(task, name) != card[name]]:  # type: ignore[literal-required]
                    report.differing[task.slug] = changed
                continue
            Task.objects.create(
                **card,
                level=level,
                area=areas[area],
                position=position,
                status=Task.Status.PUBLISHED,
            )
            report.added.append(card["slug"])
    return report
