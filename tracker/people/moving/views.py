"""A change of employment, and the map of each company that one worked for."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.employments.actions import BeginsTooEarlyError
from tracker.employments.models import Employment
from tracker.people.moving import actions
from tracker.people.moving.forms import LeaveForm, StartForm
from tracker.people.queries import team_map
from tracker.shared.http import form_data, get_or_post, pk_from, render_form, text_from
from tracker.shared.messages import success


@get_or_post
def start_employment(request: AuthenticatedRequest) -> HttpResponse:
    present = Employment.objects.owned_by(request.user).present().first()
    initial = {"company": text_from(request.GET, "company"), "role": text_from(request.GET, "role")}
    form = StartForm(request.user, form_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        along = form.cleaned_data.get("along", [])
        try:
            staying = actions.start(request.user, form.save(commit=False), along)
        except BeginsTooEarlyError:
            form.refuse_day()
        else:
            _message_moved(request, _("A new map begins."), staying)
            return redirect("team_map")
    return render_form(request, "people/start_employment.html", form, present=present)


@get_or_post
def end_employment(request: AuthenticatedRequest) -> HttpResponse:
    present = get_object_or_404(Employment.objects.owned_by(request.user).present())
    form = LeaveForm(request.user, present, form_data(request))
    if request.method == "POST" and form.is_valid():
        along = form.cleaned_data.get("along", [])
        staying = actions.leave(request.user, form.cleaned_data["last_on"], along)
        _message_moved(request, _("It has ended."), staying)
        return redirect("employments")
    return render_form(request, "people/end_employment.html", form, present=present)


@require_safe
def map_page(request: AuthenticatedRequest) -> HttpResponse:
    """Show the PM team of the present company, or, by ?employment=<key>, of an earlier one."""
    employments = list(Employment.objects.owned_by(request.user).for_list())
    earlier: Employment | None = None
    key = pk_from(request.GET.get("employment"))
    for employment in employments:
        if employment.pk == key and not employment.is_present:
            earlier = employment
    context = {
        "map": team_map(request.user, earlier),
        "employments": employments,
        "earlier": earlier,
        "present": next((one for one in employments if one.is_present), None),
    }
    return render(request, "people/team_map.html", context)


def _message_moved(request: AuthenticatedRequest, done: str, staying: int) -> None:
    text = ngettext(
        "%(number)d person stays with the company that you left.",
        "%(number)d people stay with the company that you left.",
        staying,
    )
    success(request, f"{done} {text % {'number': staying}}" if staying else done)
