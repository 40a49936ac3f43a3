"""Curating in the admin: add, edit, publish, archive. What people have used is never deleted."""

from collections.abc import Iterable
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from simple_history.admin import SimpleHistoryAdmin

from tracker.catalogue.actions import in_use, missing_from, rename, set_status
from tracker.catalogue.guidance.models import Lens, PathText, Role, Skill
from tracker.catalogue.models import Area, Level, Resource, Task
from tracker.catalogue.queries import status_since
from tracker.catalogue.slug_lists import SlugListField
from tracker.shared.admin.model_admin import OwnFieldsAdmin
from tracker.shared.forms import MultilineField
from tracker.shared.http import pk_from

SOURCE_FIELDS = (
    *("source", "source_phrase", "source_post"),
    *("second_source", "second_phrase", "second_post", "credit"),
)


class HistoryAdmin(SimpleHistoryAdmin, OwnFieldsAdmin):
    """Every change is kept. Levels and areas are what tasks stand on: nobody deletes them here."""

    fixed_fields: list[str] = []
    formfield_overrides = {models.TextField: {"form_class": MultilineField}}

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer the skills by their names, for tasks and for roles."""
        if isinstance(db_field, SlugListField) and db_field.name == "skills":
            kwargs["choices"] = [*Skill.objects.values_list("slug", "name")]
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        fixed = self.fixed_fields if obj else []
        return [*fixed, *super().get_readonly_fields(request, obj)]

    slug_from = ""

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        return {"slug": [self.slug_from]} if self.slug_from and not obj else {}

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show one version, which saving returns to, to those who may change the record.

        The library would let those who may only look save as well, and revive deleted records.
        """
        if pk_from(object_id) is None or pk_from(version_id) is None:
            raise Http404
        record = get_object_or_404(self.model, pk=object_id)
        may_change = admin.ModelAdmin.has_change_permission(self, request, record)
        if request.method == "POST" and not may_change:
            raise PermissionDenied
        answer: HttpResponse = super().history_form_view(  # type: ignore[no-untyped-call]
            request, object_id, version_id, *args, **kwargs
        )
        return answer

    # The list of versions has one inline style; no other page may have any.
    @method_decorator(csp_update({"style-src": [SELF, UNSAFE_INLINE]}))
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        if pk_from(object_id) is None:
            raise Http404
        answer: HttpResponse = super().history_view(  # type: ignore[no-untyped-call]
            request, object_id, extra_context
        )
        return answer


class RecordAdmin(HistoryAdmin):
    """Tasks and the reading list: drafts become public, the public is retired, the unused goes."""

    actions = ["publish", "archive"]
    readonly_fields = ["state"]

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let "Publish" save what the form says, as published, and stay on the page."""
        if "_publish" in request.POST:
            posted: Any = request.POST.copy()
            posted["status"], posted["_continue"] = Task.Status.PUBLISHED, "1"
            request.POST = posted
        answer: HttpResponse = super().changeform_view(request, *args, **kwargs)
        return answer

    @admin.action(description=_("Publish the chosen ones"))
    def publish(self, request: HttpRequest, records: "QuerySet[Any]") -> None:
        whole = []
        refusals = []
        for record in records:
            if names := missing_from(record):
                text = _("“%(title)s” is not: %(fields)s is still empty.")
                refusals.append(text % {"title": record, "fields": ", ".join(names)})
            else:
                whole.append(record)
        number = set_status(whole, Task.Status.PUBLISHED)
        self.message_user(request, self.published_text(number))
        for refusal in refusals:
            self.message_user(request, refusal, messages.WARNING)

    @admin.action(description=_("Archive the chosen ones"))
    def archive(self, request: HttpRequest, records: "QuerySet[Any]") -> None:
        number = set_status(records, Task.Status.ARCHIVED)
        self.message_user(request, self.archived_text(number))

    def published_text(self, number: int) -> str:
        """Return the message about so many published records."""
        raise NotImplementedError

    def archived_text(self, number: int) -> str:
        """Return the message about so many archived records."""
        raise NotImplementedError

    @admin.display(description=_("since"))
    def state(self, record: Any) -> str:
        """Say when the record came into its status, and who brought it there."""
        since = status_since(record) if record.pk else None
        if since is None:
            return "–"
        when = date_format(since.at, "DATE_FORMAT")
        return _("%(when)s, by %(who)s") % {"when": when, "who": since.who} if since.who else when

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = admin.ModelAdmin.has_delete_permission(self, request, obj)
        return may and not (obj and in_use(obj))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave deleting to a record's page: deleting several would not look at what is in use."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_deleted_objects(
        self, objs: Iterable[Any], request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """Name the record alone: what else goes with it is nobody's to read."""
        titles = [str(record) for record in objs]
        return titles, {str(self.opts.verbose_name_plural): len(titles)}, set(), []


@admin.register(Level)
class LevelAdmin(HistoryAdmin):
    list_display = ["name", "summary"]
    fixed_fields = ["number"]


@admin.register(Area)
class AreaAdmin(HistoryAdmin):
    list_display = ["name", "summary", "position"]
    list_editable = ["position"]
    fixed_fields = ["slug"]
    slug_from = "name"


@admin.register(Task)
class TaskAdmin(RecordAdmin):
    list_display = ["title", "level", "area", "size", "status", "position"]
    list_filter = ["status", "level", "area", "effort", "cadence"]
    list_select_related = ["level", "area"]
    list_per_page = 60
    search_fields = ["title", "summary", "how_to", "slug"]
    history_list_display = ["status"]
    autocomplete_fields = ["successor"]
    slug_from = "title"
    fieldsets = [
        (None, {"fields": ["title", "slug", "level", "area", "summary"]}),
        (_("State"), {"fields": ["status", "state", "position", "successor"]}),
        (_("Doing it"), {"fields": ["how_to", "evidence", "mistake"]}),
        (_("Why"), {"fields": ["why", "skills", "needs", "paths"]}),
        (_("Where it comes from"), {"fields": SOURCE_FIELDS}),
        (_("Size"), {"fields": ["effort", "own_points", "cadence"]}),
    ]

    @admin.display(description=_("effort"), ordering="effort")
    def size(self, task: Task) -> str:
        """Return the letter alone: the list is read on phones too."""
        return task.effort

    def response_post_save_add(self, request: HttpRequest, task: Task) -> HttpResponseRedirect:
        if "_preview" in request.POST:
            return HttpResponseRedirect(self.view_on_site(task))
        answer: HttpResponseRedirect = super().response_post_save_add(request, task)
        return answer

    def response_post_save_change(self, request: HttpRequest, task: Task) -> HttpResponseRedirect:
        if "_preview" in request.POST:
            return HttpResponseRedirect(self.view_on_site(task))
        answer: HttpResponseRedirect = super().response_post_save_change(request, task)
        return answer

    def view_on_site(self, task: Task) -> str:
        """Return the preview, which shows drafts as well."""
        return reverse("preview_task", args=[task.slug])

    def published_text(self, number: int) -> str:
        return ngettext("%d task is published.", "%d tasks are published.", number) % number

    def archived_text(self, number: int) -> str:
        return ngettext("%d task is archived.", "%d tasks are archived.", number) % number

    def save_model(self, request: HttpRequest, task: Task, form: Any, change: bool) -> None:
        former = Task.objects.filter(pk=task.pk).values_list("slug", flat=True).first()
        if change and former and former != task.slug:
            rename(task, former)
        else:
            super().save_model(request, task, form, change)  # type: ignore[no-untyped-call]


@admin.register(Skill, Role, PathText)
class GuidanceAdmin(HistoryAdmin):
    list_display = ["name", "slug", "position"]
    search_fields = ["name", "slug"]
    fixed_fields = ["slug"]
    slug_from = "name"


@admin.register(Lens)
class LensAdmin(HistoryAdmin):
    list_display = ["name", "level", "doubt"]
    list_filter = ["level"]
    fixed_fields = ["slug", "level"]


@admin.register(Resource)
class ResourceAdmin(RecordAdmin):
    list_display = ["title", "author", "kind", "level", "status", "link_problem"]
    list_filter = ["status", "kind", "level"]
    list_select_related = ["level"]
    search_fields = ["title", "author", "note", "slug"]
    history_list_display = ["status"]
    autocomplete_fields = ["tasks"]
    slug_from = "title"
    fixed_fields = ["slug"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "author", "kind", "link", "note"]}),
        (_("State"), {"fields": ["status", "state"]}),
        (_("Where it is shown"), {"fields": ["level", "tasks"]}),
    ]

    def published_text(self, number: int) -> str:
        return ngettext("%d resource is published.", "%d resources are published.", number) % number

    def archived_text(self, number: int) -> str:
        return ngettext("%d resource is archived.", "%d resources are archived.", number) % number

    def save_model(self, request: HttpRequest, resource: Resource, form: Any, change: bool) -> None:
        if "link" in form.changed_data:
            resource.link_problem, resource.link_checked_at = "", None
        super().save_model(request, resource, form, change)  # type: ignore[no-untyped-call]
