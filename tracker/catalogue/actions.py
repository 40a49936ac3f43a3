"""Changes of the catalogue: loading what is shipped, states, order, addresses, deleted cards."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from tracker.catalogue import release_content
from tracker.catalogue.models import Area, FormerSlug, Level, Resource, Task
from tracker.catalogue.queries import by_area, slugs_ever, versions


@dataclass
class Report:
    """What a load did: the cards it added and kept as they are, by slug.

    `differing` names for each kept card the fields that are not as shipped; `clashing` are shipped
    cards that were not added because a curator's card has their title; `deleted` those that a
    curator deleted.
    """

    added: list[str] = field(default_factory=list)
    differing: dict[str, list[str]] = field(default_factory=dict)
    clashing: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


@transaction.atomic
def load_catalogue() -> Report:
    """Add the shipped levels, areas and cards that are not there; change none that is.

    A card that is there stays as it is, edited, moved, archived or not.
    """
    frame = release_content.frame()
    # Two machines may start at once: the second waits here and finds everything done.
    list(Level.objects.select_for_update().order_by("pk"))
    for row in frame["level"]:
        Level.objects.get_or_create(number=row["number"], defaults=row)
    for position, row in enumerate(frame["area"]):
        Area.objects.get_or_create(slug=row["slug"], defaults={**row, "position": position})

    report = Report()
    present = present_cards()
    titles = {task.title for task in present.values()}
    known = slugs_ever(Task)
    for card in release_content.catalogue():
        task = present.get(card.slug)
        if task is None and card.slug in known:
            report.deleted.append(card.slug)
        elif task is None and card.values["title"] in titles:
            report.clashing.append(card.slug)
        elif task is None:
            _add(card)
            report.added.append(card.slug)
        elif changed := card.differing(task):
            report.differing[task.slug] = changed
        elif task.reviewed_fingerprint != card.fingerprint:
            decide_release(task, card, [])
    _load_reading()
    return report


def _load_reading() -> None:
    """Add what is missing of the shipped reading list, unless a curator deleted it."""
    known = slugs_ever(Resource) | set(Resource.objects.values_list("slug", flat=True))
    present = present_cards()
    for row in release_content.reading():
        if row["slug"] not in known:
            slugs, number = row.pop("tasks"), row.pop("level", None)
            level = Level.objects.get(number=number) if number else None
            values = {**row, "level": level, "status": Task.Status.PUBLISHED}
            tasks = [present[slug] for slug in slugs if slug in present]
            Resource.objects.create(**values).tasks.set(tasks)


def present_cards() -> dict[str, Task]:
    """Every card by its slug and by the slugs that it had before."""
    tasks = {task.slug: task for task in Task.objects.select_related("level", "area")}
    for former in FormerSlug.objects.select_related("task__level", "task__area"):
        tasks.setdefault(former.slug, former.task)
    return tasks


@transaction.atomic
def add_shipped(card: release_content.Card) -> Task:
    """Add a shipped card, published, in its place. Its level and area must be there.

    Raises ValidationError where another card has its title, or it is there under any address.
    """
    list(Level.objects.select_for_update().filter(number=card.level))
    if card.slug in present_cards():
        raise ValidationError(_("This card is there already."))
    if Task.objects.filter(title=card.values["title"]).exists():
        raise ValidationError(_("Another card has its title. Rename that one first."))
    return _add(card)


def _add(card: release_content.Card) -> Task:
    return Task.objects.create(
        **card.values,
        slug=card.slug,
        level=Level.objects.get(number=card.level),
        area=Area.objects.get(slug=card.area),
        position=card.position,
        status=Task.Status.PUBLISHED,
        reviewed_fingerprint=card.fingerprint,
    )


@transaction.atomic
def decide_release(task: Task, card: release_content.Card, taken: Iterable[str]) -> None:
    """Take the named fields (of `Card.differing`) from what is shipped and keep the others.

    The decision holds until a release ships the card with other words. Raises ValidationError
    where another card has the shipped title.
    """
    taken = list(taken)
    # As it is now: a colleague may have changed other fields since the page was made.
    task = Task.objects.select_for_update().get(pk=task.pk)
    if taken:
        for name in taken:
            setattr(task, name, shipped_value(card, name))
        task.validate_unique()
        task._change_reason = "shipped"  # type: ignore[attr-defined]
        task.save(update_fields=taken)
    Task.objects.filter(pk=task.pk).update(reviewed_fingerprint=card.fingerprint)


def shipped_value(card: release_content.Card, name: str) -> Any:
    if name == "level":
        return Level.objects.get(number=card.level)
    return Area.objects.get(slug=card.area) if name == "area" else card.values[name]


@transaction.atomic
def set_status(cards: Iterable[Task] | Iterable[Resource], status: Task.Status) -> int:
    """Publish, archive or take back cards, one by one so that each has it in its history.

    Returns how many changed.
    """
    changed = [card for card in cards if card.status != status]
    for card in changed:
        card.status = status
        card.save(update_fields=["status"])
    return len(changed)


def missing_from(card: Task | Resource) -> list[str]:
    """The fields, as they are shown, without which a card is not fit to be published."""
    texts = [field for field in card._meta.concrete_fields if not field.blank]
    empty = [field for field in texts if not str(getattr(card, field.attname)).strip()]
    return [str(field.verbose_name) for field in empty]


@transaction.atomic
def reorder(level: Level, numbers: dict[int, int]) -> int:
    """Put the tasks of a level in the order of `numbers` (by primary key), area by area.

    A task whose number is taken stands before the one that had it if it moved up, after it if it
    moved down; one without a number stays. Returns how many moved; only those get a version in
    their history.
    """
    # In one order of locking, so that two curators wait for each other instead of failing.
    list(Task.objects.select_for_update().filter(level=level).order_by("pk").values_list("pk"))
    return sum(_reorder_area(tasks, numbers) for _area, tasks in by_area(level))


def _reorder_area(before: list[Task], numbers: dict[int, int]) -> int:
    places = {task.pk: place for place, task in enumerate(before, 1)}

    def key(task: Task) -> tuple[int, int, int]:
        place = places[task.pk]
        number = numbers.get(task.pk, place)
        return number, (number > place) - (number < place), place

    after = sorted(before, key=key)
    moved = [task for place, task in enumerate(after, 1) if places[task.pk] != place]
    for position, task in enumerate(after):
        task.position = position
        task._change_reason = "order"  # type: ignore[attr-defined]
        if task in moved:
            task.save(update_fields=["position"])
    Task.objects.bulk_update(after, ["position"])
    return len(moved)


def in_use(card: models.Model) -> bool:
    """Whether anything hangs on a card: entries, addresses, books, successors, suggestions.

    Such a card is archived, not deleted: brought back later, it would be without them.
    """
    relations = (f for f in card._meta.get_fields(include_hidden=True) if f.auto_created)
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: card.pk}).exists()
        for relation in relations
        if isinstance(relation, models.ForeignObjectRel) and not _follows(relation.related_model)
    )


def _follows(model: Any) -> bool:
    """Whether rows of a model come and go with the cards: histories, and the links of lists."""
    return bool(model._meta.auto_created) or model.__name__.startswith("Historical")


@transaction.atomic
def bring_back(record: Any) -> models.Model:
    """Save a deleted card again as its history's last `record` has it, under the same key.

    Raises ValidationError, with sentences, where another card has its slug or title by now.
    """
    card: models.Model = record.instance
    if type(card)._base_manager.filter(pk=card.pk).exists():
        raise ValidationError(_("This card is there already."))
    _mend_references(card)
    card.validate_unique()
    card._change_reason = "brought back"  # type: ignore[attr-defined]
    card.save(force_insert=True)
    # What hung on it was gone before its deletion was recorded: the version before that has it.
    before = versions(type(card)).filter(id=card.pk, history_id__lt=record.history_id).first()
    for relation in card._meta.local_many_to_many if before else []:
        kept = getattr(before, relation.name).values(f"{relation.m2m_reverse_field_name()}_id")
        others = relation.related_model._base_manager.filter(pk__in=kept)
        getattr(card, relation.name).set(others)
    return card


def _mend_references(card: models.Model) -> None:
    """Forget what is gone since, where that may be empty; ValidationError where it may not."""
    for column in card._meta.concrete_fields:
        key = getattr(card, column.attname)
        if not isinstance(column, models.ForeignKey) or key is None:
            continue
        if column.related_model._base_manager.filter(pk=key).exists():
            continue
        if not column.null:
            raise ValidationError(_("Its %(name)s is gone.") % {"name": column.verbose_name})
        setattr(card, column.attname, None)


@transaction.atomic
def rename(task: Task, former: str) -> None:
    """Save a task whose slug was `former`; the old address goes on leading to it."""
    task.save()
    task.former_slugs.filter(slug=task.slug).delete()
    FormerSlug.objects.update_or_create(slug=former, defaults={"task": task})
