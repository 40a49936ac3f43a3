"""The one bar over every page of the admin and of curation: what there is to look after."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tracker.suggestions.models import Suggestion

Registry = dict[type[Any], ModelAdmin[Any]]


@dataclass(frozen=True)
class OwnPage:
    """A page that is not a model's list, for those who hold `permission`."""

    label: str | Promise
    route: str
    permission: str = "tracker.change_task"
    argument: str = ""


@dataclass(frozen=True)
class Tab:
    """What stands under one word of the bar: pages of our own, and lists of models by name."""

    label: str | Promise
    parts: tuple[OwnPage | str, ...]


@dataclass(frozen=True)
class Link:
    label: str | Promise
    url: str
    is_current: bool
    waiting: int = 0


@dataclass(frozen=True)
class Bar:
    """The bar, and below it what shares the current tab."""

    tabs: list[Link]
    parts: list[Link]


CHANGES = OwnPage(_("Changes"), "recent_changes", "tracker.view_task")
DELETED = OwnPage(
    pgettext_lazy("tasks and resources", "Deleted"), "deleted_records", "tracker.view_task"
)
ORDER = OwnPage(pgettext_lazy("of the tasks", "Order"), "order_tasks")
IMPORT = OwnPage(_("Import and export"), "import_rows", argument="tasks")
SUGGESTIONS = OwnPage(_("Suggestions"), "suggestion_queue", "tracker.view_suggestion")
RELEASE = OwnPage(_("Shipped and curated"), "compare_release")
# A model that is not registered has no list; a list that is named nowhere stands under the last.
GUIDANCE = ("skill", "role", "lens", "pathtext")
TABS = [
    Tab(_("Tasks"), ("tracker.task",)),
    Tab(ORDER.label, (ORDER,)),
    Tab(IMPORT.label, (IMPORT,)),
    Tab(SUGGESTIONS.label, (SUGGESTIONS,)),
    Tab(_("Reading list"), ("tracker.resource",)),
    Tab(
        _("Skills and roles"), ("tracker.skill", "tracker.role", "tracker.lens", "tracker.pathtext")
    ),
    Tab(_("Levels and areas"), ("tracker.level", "tracker.area")),
    Tab(RELEASE.label, (RELEASE,)),
    Tab(_("History"), (CHANGES, DELETED)),
    Tab(_("Accounts"), ("tracker.user",)),
]


def bar_of(request: HttpRequest, registry: Registry) -> Bar:
    """Return what this curator may reach, with the present page marked."""
    tabs: list[Link] = []
    parts: list[Link] = []
    lists = _lists_by_tab(registry)
    for tab in TABS:
        found = list(_links(request, registry, tab, lists[tab]))
        if found:
            is_current = any(link.is_current for link in found)
            tabs.append(Link(tab.label, found[0].url, is_current, found[0].waiting))
            parts = found if is_current and len(found) > 1 else parts
    return Bar(tabs, parts)


def _lists_by_tab(registry: Registry) -> dict[Tab, list[type[Any]]]:
    rest = {model._meta.label_lower: model for model in registry}
    lists: dict[Tab, list[type[Any]]] = {}
    for tab in TABS:
        names = [part for part in tab.parts if isinstance(part, str)]
        lists[tab] = [rest.pop(name) for name in names if name in rest]
    lists[TABS[-1]] += rest.values()
    return lists


def _links(
    request: HttpRequest, registry: Registry, tab: Tab, lists: list[type[Any]]
) -> Iterator[Link]:
    for part in tab.parts:
        if isinstance(part, OwnPage) and request.user.has_perm(part.permission):
            url = reverse(part.route, args=[part.argument] if part.argument else [])
            waiting = Suggestion.objects.waiting().count() if part is SUGGESTIONS else 0
            yield Link(part.label, url, request.path.startswith(url), waiting)
    for model in lists:
        if registry[model].has_view_or_change_permission(request):
            meta = model._meta
            url = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
            is_current = request.path.startswith(url)
            yield Link(capfirst(str(meta.verbose_name_plural)), url, is_current)
