from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from tracker.accounts.http import AuthenticatedRequest
from tracker.catalogue.forms import TaskFilterForm
from tracker.catalogue.models import FormerSlug, Resource, Task
from tracker.catalogue.queries import skills_of
from tracker.shared.http import text_from
from tracker.shared.page_cache import cache_for_reader

OWN_ENTRIES = 5  # of a reader, on the page of a task


@require_safe
@vary_on_headers("HX-Request")
@cache_for_reader
def tasks(request: AuthenticatedRequest) -> HttpResponse:
    """Show the catalogue, filtered; htmx asks for the list alone."""
    filters = TaskFilterForm(request.GET)
    filters.is_valid()
    own = Task.objects.for_list().with_own(request.user)
    shown = filters.filter_queryset(own, request.user)
    part = request.htmx and not request.htmx.history_restore_request
    template = "catalogue/_task_list.html" if part else "catalogue/tasks.html"
    return render(request, template, {"filters": filters, "tasks": list(shown)})


@require_safe
@cache_for_reader
def task(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    task = Task.objects.for_page().filter(slug=slug).first()
    if task is None:
        former = get_object_or_404(FormerSlug.objects.select_related("task"), slug=slug)
        if former.task.status == Task.Status.DRAFT:
            raise Http404
        return redirect(former.task)
    entries = task.activities.owned_by(request.user).live().order_by("-date", "-pk")
    own = list(entries.only("title", "date", "task")[:OWN_ENTRIES])
    context = {"task": task, "entries": own, "skills": skills_of(task)}
    return render(request, "catalogue/task.html", context)


@require_safe
def preview_task(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Show curators a task as an aspiring PM will see it, whatever its state."""
    if not (request.user.is_staff and request.user.has_perm("tracker.view_task")):
        raise Http404
    task = Task.objects.with_reading().filter(slug=slug).first()
    if task is None:
        former = get_object_or_404(FormerSlug.objects.select_related("task"), slug=slug)
        return redirect("preview_task", former.task.slug)
    context = {"task": task, "skills": skills_of(task), "is_preview": True}
    return render(request, "catalogue/task.html", context)


@require_safe
def reading_list(request: AuthenticatedRequest) -> HttpResponse:
    resources = Resource.objects.for_list().order_by("level__number", "kind", "title")
    return render(request, "catalogue/reading_list.html", {"resources": list(resources)})


@require_safe
def task_options(request: AuthenticatedRequest) -> HttpResponse:
    """Give the titles for a field's list, fetched when the field is first used."""
    titles = Task.objects.published().order_by("title").values_list("title", flat=True)
    return render(request, "catalogue/_task_options.html", {"titles": titles})


@require_safe
def task_hint(request: AuthenticatedRequest) -> HttpResponse:
    """Show what to write down for the task named in `task`; nothing when there is none."""
    title = text_from(request.GET, "task")
    task = Task.objects.published().filter(title__iexact=title).select_related("area").first()
    return render(request, "catalogue/_task_hint.html", {"task": task})
