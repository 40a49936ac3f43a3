"""Curating: add, edit, publish, archive and order. Cards are archived, never deleted."""

from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

from tracker.catalogue.actions import rename, set_status
from tracker.catalogue.models import Area, Level, Task
from tracker.shared.admin import OwnFieldsAdmin


class KeptAdmin(SimpleHistoryAdmin, OwnFieldsAdmin):
    """Journals point at these rows, so nobody deletes them here. Every change is kept."""

    fixed_fields: list[str] = []

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return self.fixed_fields if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    # The list of versions has one inline style; no other page may have any.
    @method_decorator(csp_update({"style-src": [SELF, UNSAFE_INLINE]}))
    def history_view(self, *args: Any, **kwargs: Any) -> HttpResponse:
        answer: HttpResponse = super().history_view(*args, **kwargs)  # type: ignore[no-untyped-call]
        return answer


@admin.register(Level)
class LevelAdmin(KeptAdmin):
    list_display = ["number", "name", "summary"]
    fixed_fields = ["number"]


@admin.register(Area)
class AreaAdmin(KeptAdmin):
    list_display = ["name", "summary", "position"]
    list_editable = ["position"]
    fixed_fields = ["slug"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Task)
class TaskAdmin(KeptAdmin):
    list_display = ["title", "level", "area", "effort", "cadence", "status", "position"]
    list_editable = ["position"]
    list_filter = ["status", "level", "area", "effort", "cadence"]
    list_select_related = ["level", "area"]
    list_per_page = 60
    search_fields = ["title", "summary", "how_to", "slug"]
    history_list_display = ["status"]
    autocomplete_fields = ["successor"]
    prepopulated_fields = {"slug": ["title"]}
    actions = ["publish", "archive"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "level", "area", "summary"]}),
        (_("State"), {"fields": ["status", "position", "successor"]}),
        (_("Doing it"), {"fields": ["how_to", "evidence", "mistake"]}),
        (_("Why"), {"fields": ["why", "source", "source_phrase", "credit"]}),
        (_("Size"), {"fields": ["effort", "own_points", "cadence"]}),
    ]

    @admin.action(description=_("Publish the chosen tasks"))
    def publish(self, request: HttpRequest, tasks: "QuerySet[Task]") -> None:
        number = set_status(tasks, Task.Status.PUBLISHED)
        self.message_user(
            request, ngettext("%d task is published.", "%d tasks are published.", number) % number
        )

    @admin.action(description=_("Archive the chosen tasks"))
    def archive(self, request: HttpRequest, tasks: "QuerySet[Task]") -> None:
        number = set_status(tasks, Task.Status.ARCHIVED)
        self.message_user(
            request, ngettext("%d task is archived.", "%d tasks are archived.", number) % number
        )

    def view_on_site(self, task: Task) -> str:
        """The preview, which shows drafts as well."""
        return reverse("preview_task", args=[task.slug])

    def save_model(self, request: HttpRequest, task: Task, form: Any, change: bool) -> None:
        former = form.initial.get("slug")
        if change and former != task.slug:
            rename(task, former)
        else:
            super().save_model(request, task, form, change)  # type: ignore[no-untyped-call]
