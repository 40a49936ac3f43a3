"""Pitches: their list, one of them on a page that prints, its words, quotes and answer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tracker.accounts.http import AuthenticatedRequest
from tracker.shared.http import form_data, get_or_post, render_form, text_from
from tracker.shared.messages import success
from tracker.stories.pitches import actions
from tracker.stories.pitches.beginnings import PitchBeginning, from_recommendation, from_theme
from tracker.stories.pitches.forms import PitchAnswerForm, PitchFilterForm, PitchForm
from tracker.stories.pitches.models import FEWEST_WHYS, Pitch

PAGE = 30
View = Callable[[AuthenticatedRequest, int], HttpResponse]


def gone_is_404(view: View) -> View:
    """Answer 404 for what was deleted between reading and writing it, as for any deleted row."""

    @wraps(view)
    def answer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except Pitch.DoesNotExist as error:
            raise Http404 from error

    return answer


@require_safe
def pitches(request: AuthenticatedRequest) -> HttpResponse:
    filters = PitchFilterForm(request.GET)
    filters.is_valid()
    own_pitches = Pitch.objects.owned_by(request.user).for_list()
    matching = filters.filter_queryset(own_pitches)
    page = Paginator(matching, PAGE).get_page(request.GET.get("page"))
    context = {"filters": filters, "page": page, "fewest": FEWEST_WHYS}
    return render(request, "stories/pitches/pitches.html", context)


@get_or_post
def add_pitch(request: AuthenticatedRequest) -> HttpResponse:
    """Write a pitch; ?from=recommendation-5 or ?theme=export is what it begins with."""
    begun = _beginning(request)
    form = PitchForm(
        request.user,
        form_data(request),
        instance=begun.pitch,
        initial=begun.initial,
        chain=begun.chain,
    )
    if request.method == "POST" and form.is_valid():
        written = form.save(commit=False)
        pitch = actions.add(request.user, written, form.around, quotes=begun.quotes)
        _message_saved(request, form)
        return redirect(pitch)
    return render_form(request, "stories/pitches/add_pitch.html", form, begun=begun)


@require_safe
def pitch(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    pitch = pitch_of(request, pk)
    answered = sum(1 for why in pitch.chain if why.answer)
    context = {"pitch": pitch, "answered": answered, "fewest": FEWEST_WHYS}
    return render(request, "stories/pitches/pitch.html", context)


@get_or_post
@gone_is_404
def edit_pitch(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    pitch = pitch_of(request, pk)
    form = PitchForm(request.user, form_data(request), instance=pitch, chain=pitch.chain)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit(form.save(commit=False), form.around)
        except actions.TooEarlyError:
            form.add_error(None, _("They have answered it meanwhile: it keeps its three whys."))
        else:
            _message_saved(request, form)
            return redirect(pitch)
    return render_form(request, "stories/pitches/edit_pitch.html", form, pitch=pitch)


@get_or_post
@gone_is_404
def pitch_answer(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    pitch = pitch_of(request, pk)
    form = PitchAnswerForm(pitch, form_data(request))
    if pitch.is_draft:
        return _present_first(request, pitch)
    if request.method == "POST" and form.is_valid():
        day, text = form.cleaned_data["answered_on"], form.cleaned_data["answer"]
        try:
            actions.answer(pitch, text=text, day=day)
        except actions.TooEarlyError:
            return _present_first(request, pitch)
        undo = "" if pitch.answered_on else reverse("take_pitch_answer_back", args=[pk])
        success(request, _("Noted. What they answered can become a story."), undo=undo)
        return redirect(pitch)
    return render_form(request, "stories/pitches/pitch_answer.html", form, pitch=pitch)


@require_POST
@gone_is_404
def take_pitch_answer_back(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    pitch = pitch_of(request, pk)
    actions.take_answer_back(pitch)
    success(request, _("It waits for an answer again."))
    return redirect(pitch)


@require_POST
def delete_pitch(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    actions.delete(pitch_of(request, pk))
    undo = reverse("restore_pitch", args=[pk])
    success(request, _("Deleted. You can undo this for 30 days."), undo=undo)
    return redirect("pitches")


@require_POST
def restore_pitch(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    pitch = get_object_or_404(Pitch.objects.owned_by(request.user).deleted(), pk=pk)
    actions.restore(pitch)
    success(request, _("The pitch is back."))
    return redirect(pitch)


def pitch_of(request: AuthenticatedRequest, pk: int) -> Pitch:
    """Return one of the user's own with all that its page shows; anybody else's is not there."""
    return get_object_or_404(Pitch.objects.owned_by(request.user).live().for_page(), pk=pk)


def _beginning(request: AuthenticatedRequest) -> PitchBeginning:
    if asked := request.GET.get("from", ""):
        begun = from_recommendation(request.user, asked)
        if begun is None:
            raise Http404
        return begun
    if theme := text_from(request.GET, "theme"):
        return from_theme(request.user, theme)
    return PitchBeginning()


def _present_first(request: AuthenticatedRequest, pitch: Pitch) -> HttpResponse:
    messages.warning(request, _("It is a draft. Make it ready to present first."))
    return redirect(pitch)


def _message_saved(request: AuthenticatedRequest, form: PitchForm) -> None:
    text: Any = _("Saved as a draft.")
    if form.around.is_ready:
        text = _("Saved. It is ready to present.")
    elif "is_ready" not in form.fields:
        text = _("Saved.")
    success(request, text, saved=True)
