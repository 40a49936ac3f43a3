"""Looking after cards: their order, the deleted ones, and what a new release ships."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tracker.catalogue import release_content
from tracker.catalogue.actions import add_shipped, bring_back, decide_release, reorder
from tracker.catalogue.models import Level, Resource, Task
from tracker.catalogue.queries import by_area, deleted
from tracker.curation.task_forms import OrderForm, ShippedForm
from tracker.curation.upgrades import Upgrade, upgrade_of, upgrades
from tracker.shared.admin_views import curating, page
from tracker.shared.http import form_data, get_or_post

KINDS: dict[str, type[Task] | type[Resource]] = {"task": Task, "resource": Resource}


@get_or_post
@curating("tracker.change_task")
def order_tasks(request: HttpRequest) -> HttpResponse:
    """The tasks of one level, area by area, each with a number that script lets one drag."""
    levels = list(Level.objects.all())
    level = next((level for level in levels if str(level.number) == request.GET.get("level")), None)
    level = level or get_object_or_404(Level, pk=levels[0].pk if levels else 0)
    areas = by_area(level)
    form = OrderForm([task for _area, tasks in areas for task in tasks], form_data(request))
    if form.is_valid():
        moved = reorder(level, form.numbers())
        text = ngettext("%d task has a new place.", "%d tasks have a new place.", moved) % moved
        messages.success(request, text)
        return redirect(f"{reverse('order_tasks')}?level={level.number}")
    status = 422 if form.is_bound else 200
    rows = [
        (area, [(task, form[f"position-{task.pk}"], place) for place, task in enumerate(tasks, 1)])
        for area, tasks in areas
    ]
    context = {"levels": levels, "level": level, "areas": rows, "form": form}
    return page(request, "curation/order.html", _("Order"), status, **context)


@require_safe
@curating("tracker.view_task")
def deleted_cards(request: HttpRequest) -> HttpResponse:
    """What is gone, of the kinds that this curator may add again."""
    kinds = {kind: model for kind, model in KINDS.items() if may_add(request, kind)}
    cards = [(kind, record) for kind, model in kinds.items() for record in deleted(model)]
    return page(request, "curation/deleted.html", _("Deleted cards"), cards=cards)


@require_POST
@curating("tracker.view_task")
def bring_back_card(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    if not may_add(request, kind):
        raise PermissionDenied
    version = get_object_or_404(deleted(KINDS[kind]), pk=record)
    try:
        card = bring_back(version)
    except (ValidationError, IntegrityError) as error:
        messages.error(request, _sentence(error))
    else:
        messages.success(request, _("%(title)s is back.") % {"title": card})
    return redirect("deleted_cards")


def may_add(request: HttpRequest, kind: str) -> bool:
    return bool(request.user.has_perm(f"tracker.add_{kind}"))


def _sentence(error: ValidationError | IntegrityError) -> str:
    """What stands against it; the database says so only where somebody was quicker."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return _("Somebody else was quicker. Look again.")


@require_safe
@curating("tracker.change_task")
def shipped_cards(request: HttpRequest) -> HttpResponse:
    return page(request, "curation/shipped.html", _("Shipped and curated"), found=upgrades())


@get_or_post
@curating("tracker.change_task")
def shipped_card(request: HttpRequest, slug: str) -> HttpResponse:
    """One card side by side: all mine, all shipped, or field by field."""
    upgrade = upgrade_of(slug)
    if upgrade is None:
        raise Http404
    names = [difference.name for difference in upgrade.differences]
    whole = {"keep": [], "take": names}.get(request.POST.get("whole", ""))
    form = ShippedForm(upgrade.differences, form_data(request) if whole is None else None)
    if whole is not None or form.is_valid():
        if _settled(request, upgrade, form.taken() if whole is None else whole):
            title = upgrade.task.title
            messages.success(request, _("“%(title)s” is settled.") % {"title": title})
        return redirect("shipped_cards")
    rows = [(difference, form[difference.name]) for difference in upgrade.differences]
    context = {"upgrade": upgrade, "form": form, "rows": rows}
    status = 422 if form.is_bound else 200
    return page(request, "curation/shipped_card.html", upgrade.task.title, status, **context)


@require_POST
@curating("tracker.change_task")
def take_untouched(request: HttpRequest) -> HttpResponse:
    """Take what is shipped for every card on which no curator has worked."""
    number = sum(
        _settled(request, upgrade, [difference.name for difference in upgrade.differences])
        for upgrade in upgrades().untouched
    )
    text = ngettext("%d card is as shipped now.", "%d cards are as shipped now.", number) % number
    messages.success(request, text)
    return redirect("shipped_cards")


def _settled(request: HttpRequest, upgrade: Upgrade, taken: list[str]) -> bool:
    title = upgrade.task.title
    try:
        decide_release(upgrade.task, upgrade.card, taken)
    except (ValidationError, IntegrityError) as error:
        messages.error(request, f"{title}: {_sentence(error)}")
        return False
    return True


@require_POST
@curating("tracker.add_task")
def add_shipped_card(request: HttpRequest, slug: str) -> HttpResponse:
    """Add a shipped card that is not in the catalogue, deleted by a curator or never added."""
    card = next((card for card in release_content.catalogue() if card.slug == slug), None)
    if card is None:
        raise Http404
    try:
        messages.success(request, _("%(title)s is back.") % {"title": add_shipped(card)})
    except (ValidationError, IntegrityError) as error:
        messages.error(request, _sentence(error))
    return redirect("shipped_cards")
