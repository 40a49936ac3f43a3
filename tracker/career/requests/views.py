"""Requests: a PM asked for me. One tap from wherever one hears it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.career.models import Request
from tracker.career.requests import actions
from tracker.career.requests.forms import RequestForm
from tracker.career.requests.queries import requests_by_quarter
from tracker.people.models import Person
from tracker.shared.http import form_data, get_or_post, pk_from, render_form
from tracker.shared.messages import success
from tracker.shared.pagination import newest_first

PAGE = 30


@require_safe
def requests(request: AuthenticatedRequest) -> HttpResponse:
    own_requests = Request.objects.owned_by(request.user).for_list()
    context = {
        "page": newest_first(own_requests, request.GET.get("before", ""), PAGE),
        "counts": requests_by_quarter(request.user),
    }
    return render(request, "career/requests.html", context)


@get_or_post
def add_request(request: AuthenticatedRequest) -> HttpResponse:
    """Write a request; ?person=<key> names who asked."""
    person = _person_asked_for(request)
    initial = {"who": person.label if person else ""}
    form = RequestForm(request.user, form_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions.save(request.user, form.save(commit=False), form.cleaned_data["who"])
        undo = reverse("delete_request", args=[made.pk])
        success(request, _("Kept: they wanted you. It earns no points; it is a result."), undo=undo)
        return redirect("requests")
    return render_form(request, "career/edit_request.html", form, person=person)


@get_or_post
def edit_request(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    own_request = _request(request, pk)
    form = RequestForm(request.user, form_data(request), instance=own_request)
    if request.method == "POST" and form.is_valid():
        actions.save(request.user, form.save(commit=False), form.cleaned_data["who"])
        success(request, _("Saved."))
        return redirect("requests")
    return render_form(request, "career/edit_request.html", form, own_request=own_request)


@require_POST
def delete_request(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete(_request(request, pk))
    undo = reverse("restore_request", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("requests")


@require_POST
def restore_request(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    own_requests = Request.objects.owned_by(request.user).deleted()
    actions.restore(get_object_or_404(own_requests, pk=pk))
    success(request, _("The request is back."))
    return redirect("requests")


def _request(request: AuthenticatedRequest, pk: int) -> Request:
    return get_object_or_404(Request.objects.owned_by(request.user).for_list(), pk=pk)


def _person_asked_for(request: AuthenticatedRequest) -> Person | None:
    """Return the person whom ?person= names, if it is one's own and stands."""
    pk = pk_from(request.GET.get("person"))
    if pk is None:
        return None
    return Person.objects.owned_by(request.user).live().filter(pk=pk).first()
