"""What curators changed last, whatever kind of record it was."""

from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tracker.shared.admin.views import curating, page

MOST_SHOWN = 60
VERBS = {
    "+": gettext_lazy("added"),
    "~": gettext_lazy("changed"),
    "-": gettext_lazy("deleted"),
}


@dataclass(frozen=True)
class Change:
    at: datetime
    who: str
    what: str
    kind: str
    title: str
    url: str


@require_safe
@curating("tracker.view_task")
def recent_changes(request: HttpRequest) -> HttpResponse:
    """Show the newest changes by people; what a release brought is under what it ships."""
    changes: list[Change] = []
    for model, model_admin in admin.site._registry.items():
        if hasattr(model, "history") and model_admin.has_view_or_change_permission(request):
            changes += _changes(model)
    changes.sort(key=attrgetter("at"), reverse=True)
    shown = changes[:MOST_SHOWN]
    return page(request, "curation/recent_changes.html", _("History"), changes=shown)


def _changes(model: Any) -> list[Change]:
    versions = model.history.filter(history_user__isnull=False).select_related("history_user")
    meta = model._meta
    kind = capfirst(str(meta.verbose_name))
    changes = []
    for version in versions.order_by("-history_date", "-history_id")[:MOST_SHOWN]:
        is_gone = version.history_type == "-"
        history = f"admin:{meta.app_label}_{meta.model_name}_history"
        url = reverse("deleted_records") if is_gone else reverse(history, args=[version.id])
        what, title = str(VERBS[version.history_type]), str(version.instance)
        who = str(version.history_user)
        changes.append(Change(version.history_date, who, what, kind, title, url))
    return changes
