from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.awards.forms import AwardForm
from tracker.awards.models import Award
from tracker.shared.http import form_data, get_or_post, render_form
from tracker.shared.messages import success
from tracker.shared.pagination import newest_first

PAGE = 30


@require_safe
def awards(request: AuthenticatedRequest) -> HttpResponse:
    own_awards = Award.objects.owned_by(request.user).live()
    page = newest_first(own_awards, request.GET.get("before", ""), PAGE)
    return render(request, "awards/awards.html", {"page": page})


@get_or_post
def add_award(request: AuthenticatedRequest) -> HttpResponse:
    form = AwardForm(form_data(request), instance=Award(owner=request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("awards")
    return render_form(request, "awards/edit_award.html", form)


@get_or_post
def edit_award(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    award = get_object_or_404(Award.objects.owned_by(request.user).live(), pk=pk)
    form = AwardForm(form_data(request), instance=award)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("awards")
    return render_form(request, "awards/edit_award.html", form, award=award)


@require_POST
def delete_award(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    award = get_object_or_404(Award.objects.owned_by(request.user).live(), pk=pk)
    award.soft_delete()
    undo = reverse("restore_award", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("awards")


@require_POST
def restore_award(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    award = get_object_or_404(Award.objects.owned_by(request.user).deleted(), pk=pk)
    award.restore()
    messages.success(request, _("It is back."))
    return redirect("awards")
