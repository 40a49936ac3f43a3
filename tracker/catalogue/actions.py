"""Changes of the catalogue: loading release content, states, order, addresses, deleted records.

A record is a task or a resource of the reading list.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from tracker.catalogue import release_content
from tracker.catalogue.guidance.loading import load_guidance
from tracker.catalogue.models import Area, FormerSlug, Level, Resource, Task
from tracker.catalogue.queries import slugs_ever, tasks_by_area, versions
from tracker.catalogue.release_content import ReleaseTask


@dataclass
class LoadReport:
    """What a load did: the tasks it added and those that stay as they are, by slug.

    `differing` names for each that stays the fields that are not as in the release; `clashing` were
    not added because a curator's task has their title; `deleted` those that a curator deleted.
    """

    added: list[str] = field(default_factory=list)
    differing: dict[str, list[str]] = field(default_factory=dict)
    clashing: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


@transaction.atomic
def load_catalogue() -> LoadReport:
    """Add the levels, areas and tasks of the release that are not there; change none that is.

    A task that is there stays as it is, edited, moved, archived or not.
    """
    frame = release_content.frame()
    # Two machines may start at once: the second waits here and finds everything done.
    list(Level.objects.select_for_update().order_by("pk"))
    for row in frame["level"]:
        Level.objects.get_or_create(number=row["number"], defaults=row)
    for position, row in enumerate(frame["area"]):
        Area.objects.get_or_create(slug=row["slug"], defaults={**row, "position": position})
    load_guidance()
    report = _load_tasks()
    _load_reading()
    return report


def _load_tasks() -> LoadReport:
    report = LoadReport()
    tasks = tasks_by_slug()
    titles = set(Task.objects.values_list("title", flat=True))
    known = slugs_ever(Task)
    described = _ever_described()
    for release_task in release_content.catalogue():
        task = tasks.get(release_task.slug)
        if task and task.pk not in described:
            _describe(task, release_task)
        if task is None and release_task.slug in known:
            report.deleted.append(release_task.slug)
        elif task is None and release_task.values["title"] in titles:
            report.clashing.append(release_task.slug)
        elif task is None:
            _add(release_task)
            report.added.append(release_task.slug)
        elif differing := release_task.differing_fields(task):
            report.differing[task.slug] = differing
        elif task.reviewed_fingerprint != release_task.fingerprint:
            decide_release(task, release_task, [])
    return report


def _ever_described() -> set[int]:
    """Return the tasks that have or had skills, needs or paths: what is missing was taken away."""
    empty = dict.fromkeys(release_content.DESCRIPTION, "")
    versions: models.Manager[Any] = Task.history  # type: ignore[assignment]
    described = versions.exclude(**empty).order_by()
    return set(described.values_list("id", flat=True).distinct())


def _describe(task: Task, release_task: ReleaseTask) -> None:
    """Give a task of an earlier release its skills, needs and paths, which no curator had to see.

    Without them it would be suggested to people who cannot do it. One that nobody edited still
    counts as such.
    """
    if task.reviewed_fingerprint == release_task.fingerprint:
        return
    is_untouched = task.reviewed_fingerprint == release_content.fingerprint_of(task)
    for name in release_content.DESCRIPTION:
        setattr(task, name, release_task.values[name])
    task._change_reason = "shipped"  # type: ignore[attr-defined]
    task.save(update_fields=release_content.DESCRIPTION)
    if is_untouched:
        task.reviewed_fingerprint = release_content.fingerprint_of(task)
        Task.objects.filter(pk=task.pk).update(reviewed_fingerprint=task.reviewed_fingerprint)


def _load_reading() -> None:
    """Add what is missing of the release's reading list, unless a curator deleted it."""
    known = slugs_ever(Resource) | set(Resource.objects.values_list("slug", flat=True))
    tasks = tasks_by_slug()
    for row in release_content.reading():
        if row["slug"] in known:
            continue
        slugs, number = row.pop("tasks"), row.pop("level", None)
        level = Level.objects.get(number=number) if number else None
        resource = Resource.objects.create(**row, level=level, status=Task.Status.PUBLISHED)
        resource.tasks.set([tasks[slug] for slug in slugs if slug in tasks])


def tasks_by_slug() -> dict[str, Task]:
    """Return every task under its slug and under the slugs that it had before."""
    tasks: dict[str, Task] = {}
    for task in Task.objects.select_related("level", "area"):
        tasks[task.slug] = task
    for former in FormerSlug.objects.select_related("task__level", "task__area"):
        tasks.setdefault(former.slug, former.task)
    return tasks


@transaction.atomic
def add_release_task(release_task: ReleaseTask) -> Task:
    """Add a task of the release, published, in its place. Its level and area must be there.

    Raises ValidationError where another task has its title, or it is there under any address.
    """
    list(Level.objects.select_for_update().filter(number=release_task.level))
    if release_task.slug in tasks_by_slug():
        raise ValidationError(_("This task is there already."))
    if Task.objects.filter(title=release_task.values["title"]).exists():
        raise ValidationError(_("Another task has its title. Rename that one first."))
    return _add(release_task)


def _add(release_task: ReleaseTask) -> Task:
    return Task.objects.create(
        **release_task.values,
        slug=release_task.slug,
        level=Level.objects.get(number=release_task.level),
        area=Area.objects.get(slug=release_task.area),
        position=release_task.position,
        status=Task.Status.PUBLISHED,
        reviewed_fingerprint=release_task.fingerprint,
    )


@transaction.atomic
def decide_release(task: Task, release_task: ReleaseTask, taken: Iterable[str]) -> None:
    """Take the named fields (of `ReleaseTask.differing_fields`) from the release, keep the others.

    The decision holds until a release says the task in other words. Raises ValidationError where
    another task has the release's title.
    """
    taken = list(taken)
    # As it is now: a colleague may have changed other fields since the page was made.
    task = Task.objects.select_for_update().get(pk=task.pk)
    if taken:
        for name in taken:
            setattr(task, name, release_value(release_task, name))
        task.validate_unique()
        task._change_reason = "shipped"  # type: ignore[attr-defined]
        task.save(update_fields=taken)
    Task.objects.filter(pk=task.pk).update(reviewed_fingerprint=release_task.fingerprint)


def release_value(release_task: ReleaseTask, name: str) -> Any:
    """Return what the release has in the field `name` of `Task`."""
    if name == "level":
        return Level.objects.get(number=release_task.level)
    if name == "area":
        return Area.objects.get(slug=release_task.area)
    return release_task.values[name]


@transaction.atomic
def set_status(records: Iterable[Task] | Iterable[Resource], status: Task.Status) -> int:
    """Publish, archive or take back records, one by one so that each has it in its history.

    Returns how many changed.
    """
    changed = 0
    for record in records:
        if record.status != status:
            record.status = status
            record.save(update_fields=["status"])
            changed += 1
    return changed


def missing_from(record: Task | Resource) -> list[str]:
    """Return the fields, as they are shown, without which a record is not fit to be published."""
    names = []
    for column in record._meta.concrete_fields:
        if not column.blank and not str(getattr(record, column.attname)).strip():
            names.append(str(column.verbose_name))
    return names


@transaction.atomic
def reorder(level: Level, numbers: dict[int, int]) -> int:
    """Put the tasks of a level in the order of `numbers` (by primary key), area by area.

    A task whose number is taken stands before the one that had it if it moved up, after it if it
    moved down; one without a number stays. Returns how many moved; only those get a version in
    their history.
    """
    # In one order of locking, so that two curators wait for each other instead of failing.
    list(Task.objects.select_for_update().filter(level=level).order_by("pk").values_list("pk"))
    moved = 0
    for _area, tasks in tasks_by_area(level):
        moved += _reorder_area(tasks, numbers)
    return moved


def _reorder_area(before: list[Task], numbers: dict[int, int]) -> int:
    places = {task.pk: place for place, task in enumerate(before, 1)}

    def key(task: Task) -> tuple[int, int, int]:
        place = places[task.pk]
        number = numbers.get(task.pk, place)
        return number, (number > place) - (number < place), place

    moved = 0
    after = sorted(before, key=key)
    for position, task in enumerate(after):
        task.position = position
        if places[task.pk] != position + 1:
            task._change_reason = "order"  # type: ignore[attr-defined]
            task.save(update_fields=["position"])
            moved += 1
    Task.objects.bulk_update(after, ["position"])
    return moved


def in_use(record: models.Model) -> bool:
    """Return whether anything hangs on a record: entries, addresses, books, suggestions.

    Such a record is archived, not deleted: brought back later, it would be without them.
    """
    for relation in record._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel) or not relation.auto_created:
            continue
        if _comes_and_goes(relation.related_model):
            continue
        if relation.related_model._base_manager.filter(**{relation.field.name: record.pk}).exists():
            return True
    return False


def _comes_and_goes(model: Any) -> bool:
    """Return whether rows of a model live with the record: histories, and the links of lists."""
    return bool(model._meta.auto_created) or model.__name__.startswith("Historical")


@transaction.atomic
def bring_back(version: Any) -> models.Model:
    """Save a deleted record again as its history's last `version` has it, under the same key.

    Raises ValidationError, with sentences, where another record has its slug or title by now.
    """
    record: models.Model = version.instance
    if type(record)._base_manager.filter(pk=record.pk).exists():
        raise ValidationError(_already_there(record))
    _mend_references(record)
    record.validate_unique()
    record._change_reason = "brought back"  # type: ignore[attr-defined]
    record.save(force_insert=True)
    # What hung on it was gone before its deletion was recorded: the version before that has it.
    before = versions(type(record)).filter(id=record.pk, history_id__lt=version.history_id).first()
    for relation in record._meta.local_many_to_many if before else []:
        kept = getattr(before, relation.name).values(f"{relation.m2m_reverse_field_name()}_id")
        others = relation.related_model._base_manager.filter(pk__in=kept)
        getattr(record, relation.name).set(others)
    return record


def _already_there(record: models.Model) -> str:
    if isinstance(record, Task):
        return _("This task is there already.")
    return _("This resource is there already.")


def _mend_references(record: models.Model) -> None:
    """Forget what is gone since, where that may be empty; ValidationError where it may not."""
    for column in record._meta.concrete_fields:
        key = getattr(record, column.attname)
        if not isinstance(column, models.ForeignKey) or key is None:
            continue
        if column.related_model._base_manager.filter(pk=key).exists():
            continue
        if not column.null:
            raise ValidationError(_("Its %(name)s is gone.") % {"name": column.verbose_name})
        setattr(record, column.attname, None)


@transaction.atomic
def rename(task: Task, former: str) -> None:
    """Save a task whose slug was `former`; the old address goes on leading to it."""
    task.save()
    task.former_slugs.filter(slug=task.slug).delete()
    FormerSlug.objects.update_or_create(slug=former, defaults={"task": task})
