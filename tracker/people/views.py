"""People: the list, the PM-team map, one person."""

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
from tracker.people.joining.actions import take_apart
from tracker.people.models import Person, PersonKind, Vouch
from tracker.people.names import near_duplicates
from tracker.people.queries import met_of, origin_picture, origins_of, way_to
from tracker.people.references import of_vouch, reference_groups, ways_to_hiring_managers
from tracker.people.steps import REFERENCE_TASK, STEPS, next_step
from tracker.shared.http import form_data, get_or_post, render_form, text_from
from tracker.shared.messages import success
from tracker.shared.page_cache import cache_for_reader

PAGE = 50
SHOWN = 12  # of a group of references
ACTIVITIES = 10
OPTIONS = 8


@require_safe
@cache_for_reader
def people(request: AuthenticatedRequest) -> HttpResponse:
    """Show how far one is with the PM team above the list; filtered, it stands alone."""
    filters = PeopleFilterForm(request.user, request.GET)
    filters.is_valid()
    own_people = Person.objects.owned_by(request.user).for_list()
    listed = filters.filter_queryset(own_people)
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    alone = filters.in_use or page.number > 1
    context = {
        "filters": filters,
        "page": page,
        "met": None if alone else met_of(request.user),
        "today": request.user.today,
    }
    return render(request, "people/people.html", context)


@get_or_post
def add_person(request: AuthenticatedRequest) -> HttpResponse:
    initial = {"name": text_from(request.GET, "name")}
    if request.user.company_has_pms is False:
        initial["kind"] = PersonKind.MENTOR
    form = PersonForm(request.user, form_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        person = form.save(commit=False)
        person.owner = request.user
        person.save()
        _message_added(request, person)
        return redirect(person)
    return render_form(request, "people/add_person.html", form)


@require_safe
@cache_for_reader
def person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    activities = list(person.activities.for_lists().order_by("-date", "-pk")[:ACTIVITIES])
    context = {
        "person": person,
        "step": next_step(person),
        "way": way_to(person),
        "activities": activities,
        "reference_task": REFERENCE_TASK,
        "today": request.user.today,
    }
    return render(request, "people/person.html", context)


@get_or_post
def edit_person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    form = PersonForm(request.user, form_data(request), instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        success(request, _("Saved."))
        return redirect(person)
    return render_form(request, "people/edit_person.html", form, person=person)


@require_POST
def move_person(request: AuthenticatedRequest, pk: int, stage: int) -> HttpResponse:
    """Move with one tap on the map; the message offers to log what was done, and the way back."""
    person = _person(request, pk)
    if not person.is_on_the_map or stage not in Person.Stage:
        raise Http404
    before = person.stage
    actions.move(person, stage)
    undo = reverse("move_person", args=[pk, before])
    text = _("%(name)s: %(state)s.") % {"name": person, "state": person.get_stage_display()}
    if stage > before and stage in STEPS:
        address = f"{reverse('log_activity')}?task={STEPS[stage].task}&person={pk}"
        text = format_html('{} <a href="{}">{}</a>', text, address, _("Log it"))
    success(request, text, undo=undo if stage != before else "")
    return redirect("team_map")


@get_or_post
def touch_person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    form = TouchForm(form_data(request), instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        success(request, _("Saved."))
        return redirect(person)
    return render_form(request, "people/touch_person.html", form, person=person)


@require_POST
def talked_to(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Note with one tap that we talked today."""
    person = _person(request, pk)
    actions.talked(person)
    success(request, _("Noted: you talked with %(name)s today.") % {"name": person})
    return redirect(person)


@get_or_post
def vouch_person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    form = VouchForm(form_data(request), instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        success(request, _("Saved."))
        return redirect(person)
    return render_form(request, "people/vouch_person.html", form, person=person)


@require_POST
def delete_person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete(_person(request, pk))
    undo = reverse("restore_person", args=[pk])
    text = _("Deleted. Entries stay, without the name. You can undo this for 30 days.")
    success(request, text, undo=undo)
    return redirect("people")


@require_POST
def restore_person(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Put back somebody who was deleted, or a row that was joined to another one."""
    deleted = Person.objects.owned_by(request.user).deleted().select_related("owner")
    person = get_object_or_404(deleted, pk=pk)
    if person.joined:
        other = take_apart(person)
        names = {"name": person.label, "other": other.label}
        success(request, _("Two again: %(other)s and %(name)s.") % names)
        return redirect(person)
    actions.restore(person)
    success(request, _("%(name)s is back, on every entry.") % {"name": person})
    return redirect(person)


@require_safe
def origin_stories(request: AuthenticatedRequest) -> HttpResponse:
    origins = origins_of(request.user)
    context = {"origins": origins, "picture": origin_picture(origins)}
    return render(request, "people/origin_stories.html", context)


@require_safe
def references(request: AuthenticatedRequest) -> HttpResponse:
    """Show who would vouch for what, and the ways to hiring managers; `?of=` shows all of one."""
    chosen = request.GET.get("of", "")
    context: dict[str, object] = {"chosen": chosen}
    if chosen in Vouch.values:
        people = of_vouch(request.user, Vouch(chosen))
        context["title"] = Vouch(chosen).label
        context["page"] = Paginator(people, PAGE).get_page(request.GET.get("page"))
    elif chosen == "ways":
        ways = ways_to_hiring_managers(request.user)
        context["page"] = Paginator(ways, PAGE).get_page(request.GET.get("page"))
    else:
        context["groups"] = reference_groups(request.user, SHOWN)
        ways = ways_to_hiring_managers(request.user)
        context["ways"], context["ways_number"] = ways[:SHOWN], len(ways)
        context["has_people"] = Person.objects.owned_by(request.user).live().exists()
    return render(request, "people/references.html", context)


@require_safe
def people_options(request: AuthenticatedRequest) -> HttpResponse:
    """Offer the labels of people whose name holds what is typed, for a field's list."""
    typed = text_from(request.GET, "q")
    own_people = Person.objects.owned_by(request.user).live()
    context = {"people": own_people.matching_name(typed)[:OPTIONS]}
    return render(request, "people/_people_options.html", context)


def _person(request: AuthenticatedRequest, pk: int) -> Person:
    own_people = Person.objects.owned_by(request.user).live()
    own_people = own_people.select_related("owner", "through", "employment")
    return get_object_or_404(own_people, pk=pk)


def _message_added(request: AuthenticatedRequest, person: Person) -> None:
    """Say that they were added, with the way to merge where somebody like that is there already."""
    text = _("%(name)s is among your people.") % {"name": person}
    duplicates = near_duplicates(request.user, person.name, but=person.pk)
    if duplicates:
        address = f"{reverse('merge_person', args=[person.pk])}?other={duplicates[0].pk}"
        same = _("Is it %(name)s, who is there already?") % {"name": duplicates[0].label}
        text = format_html('{} <a href="{}">{}</a>', text, address, same)
    success(request, text)
