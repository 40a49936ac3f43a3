"""Curating: add, edit, publish, archive and order. Cards are archived, never deleted."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from tracker.catalogue.models import Area, Level, Task
from tracker.shared.admin import OwnFieldsAdmin

admin.site.site_header = admin.site.site_title = _("pmcareer curation")
admin.site.index_title = _("Curate the task list")


class KeptAdmin(OwnFieldsAdmin):
    """Journals point at these rows, so nobody deletes them here, nor renames their addresses."""

    fixed_fields: list[str] = []

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return self.fixed_fields if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


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
    fixed_fields = ["slug"]
    prepopulated_fields = {"slug": ["title"]}
    actions = ["publish", "archive"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "level", "area", "summary", "status", "position"]}),
        (_("Doing it"), {"fields": ["how_to", "evidence", "mistake"]}),
        (_("Why"), {"fields": ["why", "source", "source_phrase"]}),
        (_("Size"), {"fields": ["effort", "own_points", "cadence"]}),
    ]

    @admin.action(description=_("Publish the chosen tasks"))
    def publish(self, request: HttpRequest, tasks: "QuerySet[Task]") -> None:
        number = tasks.update(status=Task.Status.PUBLISHED)
        self.message_user(
            request, ngettext("%d task is published.", "%d tasks are published.", number) % number
        )

    @admin.action(description=_("Archive the chosen tasks"))
    def archive(self, request: HttpRequest, tasks: "QuerySet[Task]") -> None:
        number = tasks.update(status=Task.Status.ARCHIVED)
        self.message_user(
            request, ngettext("%d task is archived.", "%d tasks are archived.", number) % number
        )
