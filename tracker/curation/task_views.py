"""Looking after tasks: their order, deleted records, and what a new release has."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from tracker.catalogue import release_content
from tracker.catalogue.actions import add_release_task, bring_back, decide_release, reorder
from tracker.catalogue.models import Area, Level, Resource, Task
from tracker.catalogue.queries import deleted, tasks_by_area
from tracker.curation.task_forms import MOST_POSITIONS, OrderForm, ReleaseForm
from tracker.curation.upgrades import Upgrade, upgrade_of, upgrades
from tracker.shared.admin.views import curating, page
from tracker.shared.http import form_data, get_or_post
from tracker.shared.messages import success

KINDS: dict[str, type[Task] | type[Resource]] = {"task": Task, "resource": Resource}


@dataclass(frozen=True)
class PlacedTask:
    """A task with its field in the form, and where it stands now."""

    task: Task
    field: BoundField
    place: int


@get_or_post
@curating("tracker.change_task")
def order_tasks(request: HttpRequest) -> HttpResponse:
    """Show one level's tasks, area by area, each with a number that script lets one drag."""
    levels = list(Level.objects.all())
    level = _chosen_level(levels, request.GET.get("level", ""))
    areas = tasks_by_area(level)
    every_task: list[Task] = []
    for _area, tasks in areas:
        every_task += tasks
    form = OrderForm(every_task, form_data(request))
    if form.is_valid():
        moved = reorder(level, form.numbers())
        text = ngettext("%d task has a new place.", "%d tasks have a new place.", moved)
        success(request, text % moved)
        return redirect(f"{reverse('order_tasks')}?level={level.number}")
    context = {"levels": levels, "level": level, "areas": _placed(areas, form), "form": form}
    context["most"] = MOST_POSITIONS
    status = 422 if form.is_bound else 200
    return page(
        request, "curation/order.html", pgettext("of the tasks", "Order"), status, **context
    )


def _chosen_level(levels: list[Level], number: str) -> Level:
    """Return the level of that number, else the first. Raises Http404 where there is none."""
    for level in levels:
        if str(level.number) == number:
            return level
    if not levels:
        raise Http404
    return levels[0]


def _placed(
    areas: list[tuple[Area, list[Task]]], form: OrderForm
) -> list[tuple[Area, list[PlacedTask]]]:
    rows = []
    for area, tasks in areas:
        placed = []
        for place, task in enumerate(tasks, 1):
            placed.append(PlacedTask(task, form[form.name_of(task)], place))
        rows.append((area, placed))
    return rows


@require_safe
@curating("tracker.view_task")
def deleted_records(request: HttpRequest) -> HttpResponse:
    """Show what is gone, of the kinds that this curator may add again."""
    versions: list[tuple[str, Any]] = []
    for kind, model in KINDS.items():
        if may_add(request, kind):
            versions += [(kind, version) for version in deleted(model)]
    return page(
        request,
        "curation/deleted.html",
        pgettext("tasks and resources", "Deleted"),
        versions=versions,
    )


@require_POST
@curating("tracker.view_task")
def bring_back_record(request: HttpRequest, kind: str, version: int) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    if not may_add(request, kind):
        raise PermissionDenied
    last = get_object_or_404(deleted(KINDS[kind]), pk=version)
    try:
        record = bring_back(last)
    except (ValidationError, IntegrityError) as error:
        messages.error(request, _sentence(error))
    else:
        success(request, _("%(title)s is back.") % {"title": record})
    return redirect("deleted_records")


def may_add(request: HttpRequest, kind: str) -> bool:
    return bool(request.user.has_perm(f"tracker.add_{kind}"))


def _sentence(error: ValidationError | IntegrityError) -> str:
    """Return what stands against it; the database says so only where somebody was quicker."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return _("Somebody else was quicker. Look again.")


@require_safe
@curating("tracker.change_task")
def compare_release(request: HttpRequest) -> HttpResponse:
    """Show every task that the release and the catalogue have in other words."""
    title = _("Shipped and curated")
    return page(request, "curation/release.html", title, upgrades=upgrades())


@get_or_post
@curating("tracker.change_task")
def compare_task(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one task side by side: all mine, all of the release, or field by field."""
    upgrade = upgrade_of(slug)
    if upgrade is None:
        raise Http404
    whole = {"keep": [], "take": upgrade.names}.get(request.POST.get("whole", ""))
    form = ReleaseForm(upgrade.differences, form_data(request) if whole is None else None)
    if whole is not None or form.is_valid():
        if _decided(request, upgrade, form.taken() if whole is None else whole):
            title = upgrade.task.title
            success(request, _("“%(title)s” is settled.") % {"title": title})
        return redirect("compare_release")
    rows = [(difference, form[difference.name]) for difference in upgrade.differences]
    context = {"upgrade": upgrade, "form": form, "rows": rows}
    status = 422 if form.is_bound else 200
    return page(request, "curation/release_task.html", upgrade.task.title, status, **context)


@require_POST
@curating("tracker.change_task")
def take_untouched(request: HttpRequest) -> HttpResponse:
    """Take what the release has for every task on which no curator has worked."""
    number = 0
    for upgrade in upgrades().untouched:
        number += _decided(request, upgrade, upgrade.names)
    text = ngettext("%d task is as shipped now.", "%d tasks are as shipped now.", number)
    success(request, text % number)
    return redirect("compare_release")


def _decided(request: HttpRequest, upgrade: Upgrade, taken: list[str]) -> bool:
    """Carry out the decision; say why not, and return False, where it cannot be."""
    try:
        decide_release(upgrade.task, upgrade.release_task, taken)
    except (ValidationError, IntegrityError) as error:
        messages.error(request, f"{upgrade.task.title}: {_sentence(error)}")
        return False
    return True


@require_POST
@curating("tracker.add_task")
def add_from_release(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a task of the release that is not here, deleted by a curator or never added."""
    release_task = release_content.find(slug)
    if release_task is None:
        raise Http404
    try:
        task = add_release_task(release_task)
    except (ValidationError, IntegrityError) as error:
        messages.error(request, _sentence(error))
    else:
        success(request, _("%(title)s is back.") % {"title": task})
    return redirect("compare_release")
