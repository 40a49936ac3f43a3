"""Interviews: coming and past ones, one of them, and the page to read before it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.interviews import actions
from tracker.interviews.brief import brief_of
from tracker.interviews.forms import BriefForm, InterviewFilterForm, InterviewForm
from tracker.interviews.models import Interview
from tracker.interviews.queries import interview_of
from tracker.interviews.questions_to_ask import not_asked_yet, question_called
from tracker.openings.models import Opening, OpeningStage
from tracker.shared.http import form_data, get_or_post, pk_from, render_form
from tracker.shared.messages import ask, success
from tracker.shared.pagination import newest_first

PAGE = 30
MOST_COMING = 50
BEFORE_INTERVIEWS = (OpeningStage.WATCHING, OpeningStage.PREPARING, OpeningStage.APPLIED)


@require_safe
def interviews(request: AuthenticatedRequest) -> HttpResponse:
    """List those ahead, the next one first, and below them past ones, the latest first."""
    filters = InterviewFilterForm(request.user, request.GET)
    filters.is_valid()
    today = request.user.today
    listed = filters.filter_queryset(Interview.objects.owned_by(request.user).for_list())
    cursor = request.GET.get("before", "")
    context = {
        "filters": filters,
        "coming": [] if cursor else list(listed.coming(today)[:MOST_COMING]),
        "page": newest_first(listed.past(today), cursor, PAGE),
        "today": today,
        "has_openings": Opening.objects.owned_by(request.user).open().exists(),
    }
    return render(request, "interviews/interviews.html", context)


@get_or_post
def add_interview(request: AuthenticatedRequest) -> HttpResponse:
    """Add one; ?opening= is the key of the opening that it is for."""
    initial = {"opening": pk_from(request.GET.get("opening"))}
    form = InterviewForm(request.user, form_data(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        interview = form.save(commit=False)
        actions.save_interview(request.user, interview, form.cleaned_data["people_names"])
        success(request, _("Added. Its brief is one page to read before it."), saved=True)
        _ask_about_stage(request, interview.opening)
        return redirect(interview)
    return render_form(request, "interviews/add_interview.html", form)


def _ask_about_stage(request: AuthenticatedRequest, opening: Opening) -> None:
    """Offer to move an opening on that is at an earlier stage than its interviews."""
    if opening.stage not in BEFORE_INTERVIEWS:
        return
    text = _("%(opening)s is at “%(stage)s”. Move it to “interviewing”?")
    words = {"opening": opening, "stage": opening.get_stage_display()}
    address = reverse("move_opening", args=[opening.pk])
    ask(request, text % words, yes=f"{address}?stage={OpeningStage.INTERVIEWING}")


@require_safe
def interview(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    interview = interview_of(request.user, pk)
    context = {
        "interview": interview,
        "people": interview.people.live().order_by("name", "pk"),
        "asked": interview.asked.select_related("skill", "story"),
        "is_past": interview.is_past(request.user.today),
        "wants_thanks": interview.wants_thanks(request.user.today),
    }
    return render(request, "interviews/interview.html", context)


@get_or_post
def edit_interview(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    interview = interview_of(request.user, pk)
    form = InterviewForm(request.user, form_data(request), instance=interview)
    if request.method == "POST" and form.is_valid():
        changed = form.save(commit=False)
        actions.save_interview(request.user, changed, form.cleaned_data["people_names"])
        success(request, _("Saved."), saved=True)
        return redirect(interview)
    return render_form(request, "interviews/edit_interview.html", form, interview=interview)


@require_safe
def brief(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show one page to read before it, made to be printed."""
    interview = interview_of(request.user, pk)
    context = {
        "interview": interview,
        "people": interview.people.live().order_by("name", "pk"),
        "brief": brief_of(interview),
    }
    return render(request, "interviews/brief.html", context)


@get_or_post
def edit_brief(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Write the questions to ask and choose stories; "add" puts a proposed question below."""
    interview = interview_of(request.user, pk)
    form = BriefForm(request.user, _with_added(request), instance=interview)
    is_adding = "add" in request.POST
    if request.method == "POST" and not is_adding and form.is_valid():
        actions.keep_brief(form.save(commit=False), form.cleaned_data.get("stories", []))
        success(request, _("Saved."), saved=True)
        return redirect("interview_brief", pk)
    written = form["to_ask"].value() or ""
    context: dict[str, Any] = {"interview": interview, "proposed": not_asked_yet(written)}
    return render_form(request, "interviews/edit_brief.html", form, **context)


def _with_added(request: AuthenticatedRequest) -> Any:
    """Return what was sent, with the proposed question that "add" names below the others."""
    data = form_data(request)
    question = question_called(request.POST.get("add", ""))
    if data is None or question is None:
        return data
    data = data.copy()
    lines = [data.get("to_ask", "").rstrip(), str(question.text)]
    data["to_ask"] = "\n".join(filter(None, lines))
    return data


@require_POST
def delete_interview(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete_interview(interview_of(request.user, pk))
    undo = reverse("restore_interview", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("interviews")


@require_POST
def restore_interview(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    interview = get_object_or_404(Interview.objects.owned_by(request.user).deleted(), pk=pk)
    actions.restore_interview(interview)
    success(request, _("The interview is back."))
    return redirect(interview)
