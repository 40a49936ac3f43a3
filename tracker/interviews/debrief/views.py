"""The debrief of an interview, and its thank-you."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tracker.accounts.http import AuthenticatedRequest
from tracker.interviews import actions
from tracker.interviews.debrief.actions import keep_debrief
from tracker.interviews.debrief.forms import Debrief
from tracker.interviews.models import MOST_QUESTIONS
from tracker.interviews.queries import interview_of
from tracker.shared.http import form_data, get_or_post
from tracker.shared.messages import success


@get_or_post
def edit_debrief(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Write down what was asked and how it went; "add_question" asks for one more row."""
    interview = interview_of(request.user, pk)
    debrief = Debrief(request.user, interview, form_data(request))
    if "add_question" in request.POST:
        debrief.with_another_row()
    elif request.method == "POST" and debrief.is_valid():
        keep_debrief(
            debrief.form.save(commit=False),
            debrief.asked.rows(),
            removed=debrief.asked.removed(),
            needs_thanks=not debrief.form.cleaned_data["no_thanks"],
        )
        success(request, _("Kept. What went badly stands first on the confidence map."), saved=True)
        return redirect(interview)
    context = {
        "interview": interview,
        "form": debrief.form,
        "asked": debrief.asked,
        "most_questions": MOST_QUESTIONS,
    }
    status = 422 if debrief.is_refused else 200
    return render(request, "interviews/edit_debrief.html", context, status=status)


@require_POST
def thank(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Note that thanks were sent today; ?are=not-needed or ?are=due says otherwise."""
    interview = interview_of(request.user, pk)
    are = request.POST.get("are") or request.GET.get("are", "")
    actions.set_thanks(interview, needs_thanks=are != "not-needed", is_sent=are == "sent")
    undo = f"{reverse('thank', args=[pk])}?are=due"
    if are == "sent":
        success(request, _("Thanks sent, today."), undo=undo)
    elif are == "not-needed":
        success(request, _("No thanks are needed."), undo=undo)
    return redirect("home" if "home" in request.POST else interview)
