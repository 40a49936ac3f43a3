"""People: the PM-team map, one person, the list."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.people import actions
from tracker.people.forms import PeopleFilterForm, PersonForm, TouchForm, VouchForm
from tracker.people.models import Person
from tracker.people.names import like
from tracker.people.queries import origin_picture, origins, path_of, team_map
from tracker.people.steps import REFERENCE_TASK, STEPS, next_step
from tracker.shared.http import form_data, get_or_post
from tracker.shared.messages import success
from tracker.shared.page_cache import cache_for_reader

PAGE = 50
ENTRIES = 10
OPTIONS = 8


@require_safe
@cache_for_reader
def people(request: AuthenticatedRequest) -> HttpResponse:
    """The map above the list; a list that is filtered stands alone."""
    filters = PeopleFilterForm(request.GET)
    filters.is_valid()
    found = filters.filter_queryset(Person.objects.owned_by(request.user).for_list(), request.user)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    alone = filters.in_use or page.number > 1
    context = {
        "filters": filters,
        "page": page,
        "map": None if alone else team_map(request.user),
        "today": request.user.today,
    }
    return render(request, "people/people.html", context)


@get_or_post
def add_person(request: AuthenticatedRequest) -> HttpResponse:
    form = PersonForm(request.user, form_data(request), initial={"name": _asked(request, "name")})
    if request.method == "POST" and form.is_valid():
        person = form.save(commit=False)
        person.owner = request.user
        person.save()
        _tell_added(request, person)
        return redirect(person)
    return _form(request, "people/add_person.html", form)


@require_safe
@cache_for_reader
def person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    entries = list(found.activities.for_lists().order_by("-date", "-pk")[:ENTRIES])
    context = {
        "person": found,
        "step": next_step(found),
        "path": path_of(found),
        "entries": entries,
        "reference_task": REFERENCE_TASK,
        # The article: a reference speaks about work, so the work comes first.
        "asked_too_soon": not entries and not found.vouch_for,
        "today": request.user.today,
    }
    return render(request, "people/person.html", context)


@get_or_post
def edit_person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    form = PersonForm(request.user, form_data(request), instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(found)
    return _form(request, "people/edit_person.html", form, person=found)


@require_POST
def move_person(request: AuthenticatedRequest, pk: int, stage: int) -> HttpResponse:
    """One tap on the map. The message offers to log what was done, and the way back."""
    found = _person(request, pk)
    if not found.is_on_the_map or stage not in Person.Stage:
        raise Http404
    before = found.stage
    actions.move(found, stage)
    undo = reverse("move_person", args=[pk, before])
    text = _("%(name)s: %(state)s.") % {"name": found, "state": found.get_stage_display()}
    if stage > before and stage in STEPS:
        address = f"{reverse('log_activity')}?task={STEPS[stage].task}&person={pk}"
        text = format_html('{} <a href="{}">{}</a>', text, address, _("Log it"))
    success(request, text, undo=undo if stage != before else "")
    return redirect("people")


@get_or_post
def touch_person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    form = TouchForm(form_data(request), instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(found)
    return _form(request, "people/touch_person.html", form, person=found)


@require_POST
def talked_to(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """One tap: we talked today."""
    found = _person(request, pk)
    actions.talked(found)
    messages.success(request, _("Noted: you talked with %(name)s today.") % {"name": found})
    return redirect(found)


@get_or_post
def vouch_person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = _person(request, pk)
    form = VouchForm(form_data(request), instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(found)
    nothing_yet = not found.activities.live().exists()
    return _form(request, "people/vouch_person.html", form, person=found, nothing_yet=nothing_yet)


@require_POST
def delete_person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete(_person(request, pk))
    undo = reverse("restore_person", args=[pk])
    text = _("Deleted. Entries stay, without the name. You can undo this for 30 days.")
    success(request, text, undo=undo)
    return redirect("people")


@require_POST
def restore_person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Person.objects.owned_by(request.user).deleted(), pk=pk)
    actions.restore(found)
    messages.success(request, _("%(name)s is back, on every entry.") % {"name": found})
    return redirect(found)


@get_or_post
def merge_person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Choose who is the same person, look at what would be one, merge."""
    kept = _person(request, pk)
    mine = Person.objects.owned_by(request.user).live()
    chosen = request.POST.get("other") or request.GET.get("other", "")
    other = mine.exclude(pk=pk).filter(pk=chosen).first() if _is_key(chosen) else None
    if request.method == "POST" and other:
        actions.merge(kept, other)
        messages.success(request, _("Now one person: %(name)s.") % {"name": kept})
        return redirect(kept)
    words = _asked(request, "q")
    found = (
        mine.exclude(pk=pk).matching(words).for_list()[:20]
        if words
        else like(request.user, kept.name, but=pk)
    )
    context: dict[str, Any] = {"person": kept, "found": found, "words": words, "other": other}
    if other:
        context["moves"] = other.activities.live().count()
        actions.merged_into(kept, other)
    return render(request, "people/merge_person.html", context)


@require_safe
def origin_stories(request: AuthenticatedRequest) -> HttpResponse:
    found = origins(request.user)
    context = {"origins": found, "picture": origin_picture(found)}
    return render(request, "people/origin_stories.html", context)


@require_safe
def people_options(request: AuthenticatedRequest) -> HttpResponse:
    """Labels of people whose name holds what is typed, for a field's list."""
    typed = _asked(request, "q")
    found = Person.objects.owned_by(request.user).live().matching_name(typed)[:OPTIONS]
    return render(request, "people/_people_options.html", {"people": found})


def _person(request: AuthenticatedRequest, pk: int) -> Person:
    mine = Person.objects.owned_by(request.user).live().select_related("owner", "through")
    return get_object_or_404(mine, pk=pk)


def _asked(request: AuthenticatedRequest, name: str) -> str:
    return request.GET.get(name, "")[:200].replace("\x00", "").strip()


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _tell_added(request: AuthenticatedRequest, person: Person) -> None:
    """Said with the way to merge, where somebody like that is there already."""
    text = _("%(name)s is among your people.") % {"name": person}
    twins = like(request.user, person.name, but=person.pk)
    if twins:
        address = f"{reverse('merge_person', args=[person.pk])}?other={twins[0].pk}"
        same = _("Is it %(name)s, who is there already?") % {"name": twins[0].label}
        text = format_html('{} <a href="{}">{}</a>', text, address, same)
    messages.success(request, text)


def _form(request: AuthenticatedRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
